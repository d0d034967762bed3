"""What a name is not: the words, looks and families that are of models, tasks, metrics, languages and devices, not of benchmarks."""

import functools
import re

HEADS = frozenset("Arena Bench Benchmark Challenge Exam Examination Harness Leaderboard Suite Task Test Track Treebank".split())
"""Words that a benchmark's long name ends in."""
SIZE = re.compile(
    r"[A-Z]{1,2}2[A-Z]{1,3}$|[Tt]op-\w$|"  # tasks from one medium to another, ranks
    r"\d[BMKT]?\b.*[BMKT]$|.*(?<![a-z])\d+(?:\.\d+)?[BbM](?:$|-)|[\d.,]*\d-?[A-Za-z]{1,4}$|"
    r".*-(?:based|like|style|level|[Ss]hot|[Tt]rained|[Tt]uned|[Cc]entric|[Dd]riven|to-\w+)$"
)
_OTHER_LOOK = re.compile(
    r"-(?:Instruct(?:-?\d[\w.]*)?|Pretrain|Pretraining|SFT|Train|Chat|Base|CoT|PT|FT|RL|related|specific|aware|only|free|oriented|"
    r"driven|[Gg]uided|"
    r"augmented|enhanced|to-\w+)$"
    r"|(?:LLMs?|LMs?|GPT|BERTa?|[Ff]ormer|Nets?|LLaMA|Corpus|Coder|VL|ViT|Diffusion|RAG|GAN|CoT|LoRA|Mix|Filter|Agent|Distill|"
    r"[a-z]Instruct|[a-z]LM|LM|LLM|Flow|Tuner?|Opt|Attention|Attn)(?:-?[\dv][\d.]*)?s?$|^(?:CC-BY|CC0|MIT|Apache|DGX|"
    r"RTX)\b"
)
NOT_BENCHMARKS = frozenset(
    """
    LLM LLMs MLLM MLLMs VLM VLMs LVLM LVLMs LM LMs PLM PLMs SLM SLMs LRM LRMs NLP NLU NLG AI AGI GenAI ML DL RL SFT RLHF RLVR DPO
    PPO GRPO GPU GPUs TPU TPUs CPU CPUs API APIs QA VQA KBQA NER ASR TTS OCR NMT MT SMT NLI POS RE IE IR SLU STT KG KGs CNN CNNs RNN
    RNNs LSTM LSTMs GRU GAN GANs VAE VAEs ViT ViTs MLP MLPs MoE MoEs LoRA QLoRA PEFT RAG ICL CoT ToT SOTA SoTA BERT GPT CLIP
    Transformer Transformers BLEU ROUGE METEOR chrF COMET CIDEr SPICE WER CER FID FVD PSNR SSIM LPIPS mAP AP AUC AUROC MAP MRR NDCG
    F1 EM MSE MAE RMSE PPL BPC mIoU IoU MCC TM-score pass@1 OpenAI DeepMind Google Meta Microsoft NVIDIA Nvidia Amazon Apple
    Anthropic Alibaba Baidu Tencent HuggingFace GitHub Github Wikipedia Twitter Reddit YouTube Python Java JavaScript TypeScript
    Rust Haskell SQL HTML LaTeX Verilog CUDA PyTorch TensorFlow JAX ChatGPT English Chinese German French Spanish Japanese Korean
    Arabic Hindi Russian Italian Portuguese Vietnamese Thai Turkish Indonesian Swahili Bengali Urdu Tamil Dutch Polish Greek Hebrew
    Persian Norwegian Swedish Danish Finnish Czech Romanian Ukrainian Catalan African Indian European American Asian Indic Mandarin
    Cantonese US USA UK EU UN STEM IoT EHR EHRs MRI CT EEG ECG RNA DNA PDF CSV JSON XML URL CoTs LLM-as-a-Judge LLM-as-a-judge KV
    FLOPs FLOPS GFLOPs INT4 INT8 FP8 FP16 BF16 A100 H100 V100 RTX ID OOD IID SGD Adam AdamW KL CRF HMM SVM TF-IDF BM25 2D 3D 4D 1D
    T2I T2V I2V V2A GUI UI SE HPC MCTS MCP PRM ORM NAS DNN DNNs SSL CV EM-score QAT PTQ CPT TTA TTS-1 ST LID MLM PC SO Lean Lean4
    Coq Isabelle III II IV VI Task Tasks Afrikaans Albanian Amharic Armenian Assamese Azerbaijani Basque Belarusian Bosnian Bulgarian
    Burmese Croatian Estonian Filipino Galician Georgian Gujarati Hausa Hungarian Icelandic Igbo Irish Javanese Kannada Kazakh Khmer
    Kinyarwanda Kurdish Kyrgyz Lao Latin Latvian Lithuanian Luxembourgish Macedonian Malagasy Malay Malayalam Maltese Maori Marathi
    Mongolian Nepali Oriya Odia Pashto Punjabi Quechua Sanskrit Serbian Sindhi Sinhala Slovak Slovene Slovenian Somali Sundanese Tagalog
    Tajik Tatar Telugu Tibetan Tigrinya Turkic Turkmen Uyghur Uzbek Welsh Wolof Xhosa Yiddish Yoruba Zulu Slavic Nordic Scandinavian
    iOS iPadOS macOS MacOS Android Linux Ubuntu Windows Debian
    Iberian Saharan Brazilian Mexican Canadian British French-speaking Western Eastern Southeast South East North West En De Fr Zh Ru Cs Ro
    SWE Real-World Open-World VLA VLAs dLLM WAM GRU MMDiT DiT UNet U-Net YOLO SAM DETR NeRF SLAM VLN VLM-based MDP POMDP ODE PDE PDEs SDE
    """.split()
)
_FAMILIES = re.compile(
    r"(?:chat)?(?:gpt|llama|qwen|mistral|mixtral|gemma|gemini|claude|palm|bert|roberta|deberta|albert|electra|xlnet|xlm|bart|t5|mt5|"
    r"flan|opt|bloom|"
    r"falcon|pythia|phi|deepseek|yi|glm|chatglm|vicuna|alpaca|koala|internlm|internvl|baichuan|llava|blip|clip|vit|resnet|swin|whisper|"
    r"wav2vec|"
    r"hubert|mamba|rwkv|olmo|gopher|chinchilla|jurassic|codex|starcoder|codellama|wizard|kimi|grok|command|nova|hermes|o1|o3|o4|r1|"
    r"sonnet|opus|"
    r"mobilenet|efficientnet|densenet|convnext|shufflenet|googlenet|alexnet|squeezenet|regnet|pointnet|vgg|inception|xception|"
    r"deeplab|yolo|detr|"
    r"dino|siglip|v-?jepa|ernie|hunyuan|mimo|cogvideo|smollm|llada|exaone|molmo|idefics|paligemma|openvla|"
    r"haiku|dall|stable|sdxl|flux|minicpm|mpt|dolly|orca|zephyr|tulu|nemotron|granite|jamba|sora|turing|med-?palm|pali|flamingo|e5|gte|"
    r"bge)"
    r"(?![a-z]*(?:eval|bench|qa)\b)(?:[^a-z].*|$)",
    re.IGNORECASE,
)

STOPWORDS = frozenset(
    "A An The This These Those That Our We On In At By For From To With Of As And Or But If It Its While When Where Which Although "
    "Though Since Using Through Under Over Across After Before Beyond Here There Then Thus However Moreover Furthermore Additionally "
    "Also Finally Second First Third January February March April May June July August September October November December "
    "Specifically Notably Experiments Experimental Extensive Results Empirical Empirically Evaluation Evaluations Evaluating Both "
    "Many Most Several Some Such Recent Recently Current Existing Despite Compared Unlike Instead Based Given Due I Introducing Announcing "
    "Presenting Benchmarking Surpassing Outperforming Achieving Applied Evaluated Tested Trained Building Leveraging Like Each All Another "
    "Together Whereas Unless Until Because Hence Yet Still Even Only Just Once Towards Toward Within Without Among Between During".split()
)


@functools.lru_cache(maxsize=1 << 16)
def is_other(name: str) -> bool:
    """Is this, by its words, the name of a model, a task, a metric, a language, a device or the like?"""
    words = name.split()
    return (
        (words[-1] in NOT_BENCHMARKS and (len(words) == 1 or words[-1] not in HEADS))
        or all(part in NOT_BENCHMARKS for part in re.split("[-/]", name))
        or any(SIZE.match(word) or _FAMILIES.match(word) for word in words)
    )


@functools.lru_cache(maxsize=1 << 16)
def looks_other(name: str) -> bool:
    """Does the name end as those of models and methods do?"""
    return bool(_OTHER_LOOK.search(name))
