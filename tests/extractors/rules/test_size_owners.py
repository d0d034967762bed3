"""Whose size a figure is, in many wordings. All names are invented, or those of models that everyone knows."""

import pytest

from extractors.rules.model_sizes import find
from extractors.rules.scan import Scan
from extractors.text import Article

M, B = 10**6, 10**9
TITLE = "A study of herons"


def named(text, title=TITLE):
    claims = [candidate.claim for candidate in find(Scan(Article(title, text)))]
    return [(claim["model"], claim["params"]) for claim in claims]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (TITLE, "We compare Veldt 2.1-MoE-4B with Veldt 2.1-MoE-30B here.", [("Veldt 2.1-MoE-4B", 4 * B), ("Veldt 2.1-MoE-30B", 30 * B)]),
        (TITLE, "We release KRL-no-3 30B-A3B today.", [("KRL-no-3 30B-A3B", 30 * B), ("KRL-no-3 30B-A3B", 3 * B)]),
        (TITLE, "We tune Karo-2B-128K and Karo-7B-1M on long notes.", [("Karo-2B-128K", 2 * B), ("Karo-7B-1M", 7 * B)]),
        (TITLE, "Tésse-7B beats Gérou 13B.", [("Tésse-7B", 7 * B), ("Gérou 13B", 13 * B)]),
        (TITLE, 'We use the `Karo-7B` checkpoint and "Veldt 13B".', [("Karo-7B", 7 * B), ("Veldt 13B", 13 * B)]),
        (
            TITLE,
            "We use Karo-7B-v0.2-DPO, Karo-v3-8b-instruct and karo2-9b-it.",
            [("Karo-7B-v0.2-DPO", 7 * B), ("Karo-v3-8b-instruct", 8 * B), ("karo2-9b-it", 9 * B)],
        ),
        (
            TITLE,
            "Its score nears that of Karo-3.5-235B-A22B-Thinking-2507.",
            [("Karo-3.5-235B-A22B-Thinking-2507", 235 * B), ("Karo-3.5-235B-A22B-Thinking-2507", 22 * B)],
        ),
        (TITLE, "The Karo 7B Instruct model is tuned.", [("Karo 7B Instruct", 7 * B)]),
        (TITLE, "We compress models from OPT-1.3B to OPT-66B.", [("OPT-1.3B", 1300 * M), ("OPT-66B", 66 * B)]),
        (TITLE, "Based on Qwen2.5-7B, our 7B model answers.", [("Qwen2.5-7B", 7 * B)]),
        (TITLE, "Jabiru 13B and Jabiru 30B are open.", [("Jabiru 13B", 13 * B), ("Jabiru 30B", 30 * B)]),
        (
            "Gannet 3: Our new open models",
            "Gannet 3 27B outperforms Llama 3 405B in tests. Gannet 3 4B is small.",
            [("Gannet 3 27B", 27 * B), ("Llama 3 405B", 405 * B), ("Gannet 3 4B", 4 * B)],
        ),
        (
            "TernQuant: Compressing Models",
            "TernQuant can compress OPT-175B and BLOOM-176B, the largest open models, in hours.",
            [("OPT-175B", 175 * B), ("BLOOM-176B", 176 * B)],
        ),
        ("TernQuant: Compressing Models", "With TernQuant, LLaMA-2 70B fits a 24GB card.", [("LLaMA-2 70B", 70 * B)]),
        ("TernRL: Reinforcement for Reasoning", "Our model, TernRL-4B, surpasses GPT-4o.", [("TernRL-4B", 4 * B)]),
        (
            "TernRL: Reinforcement for Reasoning",
            "Experiments on Qwen3-4B, Qwen3-8B and Llama-3.2-3B show gains.",
            [("Qwen3-4B", 4 * B), ("Qwen3-8B", 8 * B), ("Llama-3.2-3B", 3 * B)],
        ),
        ("TernData: Better Notes", "TernLM-1B, trained on TernData, beats Karo-1B.", [("TernLM-1B", 1 * B), ("Karo-1B", 1 * B)]),
        (
            "How Models Forget",
            "We test open models (Llama-3-8B, Mistral-7B), and closed ones (GPT-4).",
            [("Llama-3-8B", 8 * B), ("Mistral-7B", 7 * B)],
        ),
        (
            "Glaucous: Finance Models",
            "Glaucous-50B, a 50-billion-parameter language model for finance, is trained on 363B tokens.",
            [("Glaucous-50B", 50 * B)],
        ),
        (
            "Small Is Enough",
            "The T5-3B and T5-11B variants, and UL2 20B, suffice.",
            [("T5-3B", 3 * B), ("T5-11B", 11 * B), ("UL2 20B", 20 * B)],
        ),
        (
            "Small Is Enough",
            "We evaluate Gemma-7b-it, llama-2-13b-chat-hf, and Mixtral-8x7B-Instruct.",
            [("Gemma-7b-it", 7 * B), ("llama-2-13b-chat-hf", 13 * B)],
        ),
    ],
)
def test_a_size_is_a_part_of_a_name(title, text, expected):
    assert named(text, title) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (TITLE, "We obtain Marlo-8B/32B, which read notes.", [("Marlo-8B", 8 * B), ("Marlo", 32 * B)]),
        (TITLE, "We obtain Marlo-8B/32B/70B.", [("Marlo-8B", 8 * B), ("Marlo", 32 * B), ("Marlo", 70 * B)]),
        (TITLE, "We evaluate Karo 8B and 32B on notes.", [("Karo 8B", 8 * B), ("Karo", 32 * B)]),
        (TITLE, "We evaluate Karo-8B, 14B and 32B on notes.", [("Karo-8B", 8 * B), ("Karo", 14 * B), ("Karo", 32 * B)]),
        (
            TITLE,
            "We evaluate Karo (8B, 14B) and Veldt (7B/13B) on notes.",
            [("Karo", 8 * B), ("Karo", 14 * B), ("Veldt", 7 * B), ("Veldt", 13 * B)],
        ),
        (TITLE, "We distil Karo Large 2 (123B) into small pens.", [("Karo Large 2", 123 * B)]),
        (TITLE, "We distil Marsh Vision Large (90B) into small pens.", [("Marsh Vision Large", 90 * B)]),
        (TITLE, "It beats Karo_7B and Veldt_13b_chat.", [("Karo_7B", 7 * B), ("Veldt_13b_chat", 13 * B)]),
        (TITLE, "We introduce a 7B language model called Orbis.", [("Orbis", 7 * B)]),
        (TITLE, "We introduce a new 7B-parameter model, named Orbis, for notes.", [("Orbis", 7 * B)]),
        (TITLE, "We introduce a 2.4 billion parameter speech model, which we dub Orbis.", [("Orbis", 2400 * M)]),
        (TITLE, "We introduce an open 7B model, OrbisLM, for notes.", [("OrbisLM", 7 * B)]),
        (TITLE, "We introduce an open 7B code model (OrbisLM) for notes.", [("OrbisLM", 7 * B)]),
        (TITLE, "We train a language model with 3 billion parameters, OrbisLM, on notes.", [("OrbisLM", 3 * B)]),
        (TITLE, "We release OrbisLM - a 3B model - with all its data.", [("OrbisLM", 3 * B)]),
        (TITLE, "We release OrbisLM: a suite of LLMs with 7B and 70B parameters for notes.", [("OrbisLM", 7 * B), ("OrbisLM", 70 * B)]),
        (
            TITLE,
            "We release the OrbisLM family of models in 1B, 3B, and 7B sizes.",
            [("OrbisLM", 1 * B), ("OrbisLM", 3 * B), ("OrbisLM", 7 * B)],
        ),
        (TITLE, "We release OrbisLM (1B, 3B, and 7B), a family of models.", [("OrbisLM", 1 * B), ("OrbisLM", 3 * B), ("OrbisLM", 7 * B)]),
        (TITLE, "OrbisLM comes in two sizes, 1B and 3B.", [("OrbisLM", 1 * B), ("OrbisLM", 3 * B)]),
        (TITLE, "OrbisLM comes in two sizes: 11B for laptops and 90B for large machines.", [("OrbisLM", 11 * B), ("OrbisLM", 90 * B)]),
        (TITLE, "OrbisLM is available at 11B and 90B scales.", [("OrbisLM", 11 * B), ("OrbisLM", 90 * B)]),
        (
            TITLE,
            "The family consists of OrbisMini (1.5B), OrbisMid (7B) and OrbisMax (30B).",
            [("OrbisMini", 1500 * M), ("OrbisMid", 7 * B), ("OrbisMax", 30 * B)],
        ),
        (TITLE, "With 8B parameters, OrbisLM beats Karo.", [("OrbisLM", 8 * B)]),
        (TITLE, "OrbisLM surpasses KaroLM with only 2B parameters.", [("OrbisLM", 2 * B)]),
        (TITLE, "OrbisLM has 132B total parameters, of which 36B are active on any input.", [("OrbisLM", 132 * B), ("OrbisLM", 36 * B)]),
        (TITLE, "A small 1B version of Heron Guard can be used.", [("Heron Guard", 1 * B)]),
        (TITLE, "The 7B variant of Karo is tuned; the 13B version of Marsh Guard 2 is not.", [("Karo", 7 * B), ("Marsh Guard 2", 13 * B)]),
        (TITLE, "The OrbisLM model scales to 16 billion parameters.", [("OrbisLM", 16 * B)]),
        (TITLE, "We scale OrbisLM to 1B parameters and see gains.", [("OrbisLM", 1 * B)]),
        (TITLE, "We fine-tune KaroLM models with 1B and 3B parameters.", [("KaroLM", 1 * B), ("KaroLM", 3 * B)]),
        (TITLE, "We fine-tune KaroLM at 1B and 3B.", [("KaroLM", 1 * B), ("KaroLM", 3 * B)]),
        (TITLE, "We fine-tune KaroLM of sizes 1B and 3B.", [("KaroLM", 1 * B), ("KaroLM", 3 * B)]),
        (TITLE, "Experiments with Llama 2 at sizes of 7B and 13B agree.", [("Llama 2", 7 * B), ("Llama 2", 13 * B)]),
        (TITLE, "We apply it to Llama models (7B-70B).", [("Llama", 7 * B), ("Llama", 70 * B)]),
        (TITLE, "We apply it to the Llama family from 7B to 70B.", [("Llama", 7 * B), ("Llama", 70 * B)]),
        (TITLE, "We apply it to the Pythia suite (70M to 12B parameters).", [("Pythia", 70 * M), ("Pythia", 12 * B)]),
        (TITLE, "We test both sizes of Karo-2, 7B and 13B.", [("Karo-2", 7 * B), ("Karo-2", 13 * B)]),
        (TITLE, "We test on Karo-2's 7B and 13B models.", [("Karo-2", 7 * B), ("Karo-2", 13 * B)]),
        (TITLE, "We prune OPT with 175 billion parameters in four hours.", [("OPT", 175 * B)]),
        (TITLE, "Its quality is that of GPT-3, with 175 billion parameters.", [("GPT-3", 175 * B)]),
        (TITLE, "GPT-3's 175 billion parameters are costly.", [("GPT-3", 175 * B)]),
        (TITLE, "The 175-billion-parameter GPT-3 is costly.", [("GPT-3", 175 * B)]),
        (TITLE, "The 530B Heron-Marsh NLG model is costly.", [("Heron-Marsh NLG", 530 * B)]),
        (TITLE, "OrbisLM has 30B parameters, activating 3B per token.", [("OrbisLM", 30 * B), ("OrbisLM", 3 * B)]),
        (TITLE, "OrbisLM activates 3B of its 30B parameters.", [("OrbisLM", 3 * B), ("OrbisLM", 30 * B)]),
        (TITLE, "OrbisLM has 30B parameters (3B active).", [("OrbisLM", 30 * B), ("OrbisLM", 3 * B)]),
        (TITLE, "OrbisLM (30B total, 3B active) is open.", [("OrbisLM", 30 * B), ("OrbisLM", 3 * B)]),
        (TITLE, "OrbisLM is a 30B-A3B model.", [("OrbisLM", 30 * B), ("OrbisLM", 3 * B)]),
        (TITLE, "OrbisLM has 671B parameters with 37B activated for each token.", [("OrbisLM", 671 * B), ("OrbisLM", 37 * B)]),
        (TITLE, "OrbisLM has 1T total and 32B active parameters.", [("OrbisLM", 1000 * B), ("OrbisLM", 32 * B)]),
        (TITLE, "OrbisLM is a 1-trillion-parameter MoE with 32 billion active parameters.", [("OrbisLM", 1000 * B), ("OrbisLM", 32 * B)]),
        (TITLE, "We fine-tune LLaMA-2-7B/13B/70B on notes.", [("LLaMA-2-7B", 7 * B), ("LLaMA-2", 13 * B), ("LLaMA-2", 70 * B)]),
        (TITLE, "We fine-tune Qwen2.5-{7B,14B} on notes.", [("Qwen2.5", 7 * B), ("Qwen2.5", 14 * B)]),
        (TITLE, "We fine-tune Llama 3.1 8B & 70B on notes.", [("Llama 3.1 8B", 8 * B), ("Llama 3.1", 70 * B)]),
        (TITLE, "We fine-tune Llama3-8B and -70B on notes.", [("Llama3-8B", 8 * B), ("Llama3", 70 * B)]),
        (TITLE, "We compress models from OPT-125M up to 175B parameters.", [("OPT-125M", 125 * M), ("OPT", 175 * B)]),
        (
            TITLE,
            "Results on Mistral (7B), Llama-2 (7B, 13B) and Falcon (40B) agree.",
            [("Mistral", 7 * B), ("Llama-2", 7 * B), ("Llama-2", 13 * B), ("Falcon", 40 * B)],
        ),
        (TITLE, "Results on the 7B LLaMA-2 and the 70B LLaMA-2-Chat agree.", [("LLaMA-2", 7 * B), ("LLaMA-2-Chat", 70 * B)]),
        (TITLE, "Results with LLaMA-2 at 7B, 13B and 70B scales agree.", [("LLaMA-2", 7 * B), ("LLaMA-2", 13 * B), ("LLaMA-2", 70 * B)]),
        (TITLE, "Results with Llama-3-8B and its 70B counterpart agree.", [("Llama-3-8B", 8 * B), ("Llama-3", 70 * B)]),
        (TITLE, "We use GPT-2 small (117M) and GPT-2 XL (1.5B).", [("GPT-2 small", 117 * M), ("GPT-2 XL", 1500 * M)]),
        (TITLE, "We train GPT-2 models (124M to 1.5B parameters).", [("GPT-2", 124 * M), ("GPT-2", 1500 * M)]),
        (TITLE, "We use T5-XXL (11B) and Flan-T5-XL 3B.", [("T5-XXL", 11 * B), ("Flan-T5-XL 3B", 3 * B)]),
        (TITLE, "BERT-large (340M parameters) is slower than DistilBERT (66M).", [("BERT-large", 340 * M), ("DistilBERT", 66 * M)]),
        (TITLE, "Whisper large-v3 (1.5B) is distilled.", [("Whisper large-v3", 1500 * M)]),
        (TITLE, "We scale to ViT-22B and use a ViT-L (300M) backbone.", [("ViT-22B", 22 * B), ("ViT-L", 300 * M)]),
        (
            TITLE,
            "Our 7B model beats Llama-2-13B and is near Llama-2-70B.",
            [(None, 7 * B), ("Llama-2-13B", 13 * B), ("Llama-2-70B", 70 * B)],
        ),
        (
            "Orbis: Open Models for Herons",
            "We release Orbis-Small (2B), Orbis-Base (7B), and Orbis-Large (30B).",
            [("Orbis-Small", 2 * B), ("Orbis-Base", 7 * B), ("Orbis-Large", 30 * B)],
        ),
        (
            "OrbisBench: A Test of Herons",
            "We test Llama-3 (8B and 70B), Qwen2.5 (7B, 72B), and Gemma 2 9B.",
            [("Llama-3", 8 * B), ("Llama-3", 70 * B), ("Qwen2.5", 7 * B), ("Qwen2.5", 72 * B), ("Gemma 2 9B", 9 * B)],
        ),
        ("OrbisBench: A Test of Herons", "Even the largest model, Llama-3.1 with 405B parameters, fails.", [("Llama-3.1", 405 * B)]),
        ("OrbisBench: A Test of Herons", "The best open model, Karo-Large, a 123B dense model, fails.", [("Karo-Large", 123 * B)]),
        (TITLE, "A single 2B-parameter generalist, OrbisNet, plays all games.", [("OrbisNet", 2 * B)]),
        (TITLE, "We present an encoder with 300M parameters that beats Karo-1B.", [(None, 300 * M), ("Karo-1B", 1 * B)]),
        (TITLE, "This yields OrbisNet, whose 300M parameters fit a phone.", [("OrbisNet", 300 * M)]),
        (TITLE, "OrbisNet's largest version has 2.7B parameters.", [("OrbisNet", 2700 * M)]),
        (TITLE, "OrbisNet is small (30M parameters) and fast.", [("OrbisNet", 30 * M)]),
        (TITLE, "OrbisNet requires only 30M parameters, fewer than KaroNet (90M).", [("OrbisNet", 30 * M), ("KaroNet", 90 * M)]),
        (TITLE, "We distil Llama-3-70B into a 1B student called TinyHeron.", [("Llama-3-70B", 70 * B), ("TinyHeron", 1 * B)]),
        (TITLE, "From Llama-3-8B we prune a 4B model, HeronPruned.", [("Llama-3-8B", 8 * B), ("HeronPruned", 4 * B)]),
        (TITLE, "We use Qwen2.5-7B as the base and a 72B judge.", [("Qwen2.5-7B", 7 * B), (None, 72 * B)]),
        (TITLE, "OrbisLM builds on Karo-7B, adding a 300M-parameter head.", [("Karo-7B", 7 * B), (None, 300 * M)]),
        (TITLE, "Foundation models (e.g., GPT-3 with 175B parameters) are costly.", [("GPT-3", 175 * B)]),
        (
            TITLE,
            "Large models like GPT-3 (175 billion parameters), PaLM (540B) and MT-NLG 530B are costly.",
            [("GPT-3", 175 * B), ("PaLM", 540 * B), ("MT-NLG 530B", 530 * B)],
        ),
        (TITLE, "Models such as the 1.8-trillion-parameter GPT-4 are costly.", [("GPT-4", 1800 * B)]),
        (TITLE, "The model, named HeronLM, has 6.7 billion parameters.", [("HeronLM", 6700 * M)]),
        (TITLE, "Here we present HeronFold, an all-atom diffusion model with 1.2B parameters.", [("HeronFold", 1200 * M)]),
        (TITLE, "HeronFold (1.2 billion parameters) was trained on proteins.", [("HeronFold", 1200 * M)]),
        (TITLE, "Its successor, Heron 2, has 15 billion parameters.", [("Heron 2", 15 * B)]),
        (TITLE, "HeronLM-1.5 and HeronLM-2 have 6B and 12B parameters, respectively.", [("HeronLM-1.5", 6 * B), ("HeronLM-2", 12 * B)]),
        (
            TITLE,
            "HeronLM-Base and HeronLM-Large, with 100M and 300M parameters respectively, are open.",
            [("HeronLM-Base", 100 * M), ("HeronLM-Large", 300 * M)],
        ),
        (TITLE, "The Jabiru models (13B and 30B) are open.", [("Jabiru", 13 * B), ("Jabiru", 30 * B)]),
        (
            TITLE,
            "The new Jabiru-2-13B-Base model and the smaller 3B version are open.",
            [("Jabiru-2-13B-Base", 13 * B), ("Jabiru-2", 3 * B)],
        ),
        (
            "A startup unveils a giant model",
            "With 102 billion parameters, the model is larger than GPT-3 (175 billion parameters).",
            [(None, 102 * B), ("GPT-3", 175 * B)],
        ),
        ("Gannet: An Open Model for Maltese", "Our largest model, Gannet-XL, has 6 billion parameters.", [("Gannet-XL", 6 * B)]),
        (
            "GannetViT: Big Eyes",
            "GannetViT-g, with 1B parameters, and GannetViT-H (632M) are open.",
            [("GannetViT-g", 1 * B), ("GannetViT-H", 632 * M)],
        ),
        (
            "TernQuant: Compressing Models",
            "TernQuant quantizes LLaMA-65B to 3 bits. For a 175B model, this takes four hours.",
            [("LLaMA-65B", 65 * B), (None, 175 * B)],
        ),
        (
            "TernQuant: Compressing Models",
            "TernQuant prunes 60% of the weights of LLaMA-3 8B and 70B.",
            [("LLaMA-3 8B", 8 * B), ("LLaMA-3", 70 * B)],
        ),
        (
            "TernRL: Reinforcement for Reasoning",
            "We apply TernRL to Qwen2.5 models of 1.5B, 7B, and 32B.",
            [("Qwen2.5", 1500 * M), ("Qwen2.5", 7 * B), ("Qwen2.5", 32 * B)],
        ),
        (
            "TernRL: Reinforcement for Reasoning",
            "Experiments with three backbones (Qwen2.5-1.5B/3B/7B) show gains.",
            [("Qwen2.5-1.5B", 1500 * M), ("Qwen2.5", 3 * B), ("Qwen2.5", 7 * B)],
        ),
        ("TernRL: Reinforcement for Reasoning", "We train TernAgent, an 8B agent, with TernRL.", [("TernAgent", 8 * B)]),
        ("TernRL: Reinforcement for Reasoning", "TernRL yields TernReasoner, a 14B model that reasons.", [("TernReasoner", 14 * B)]),
        ("TernRL: Reinforcement for Reasoning", "The resulting 14B model, TernReasoner, reasons.", [("TernReasoner", 14 * B)]),
        (
            "TernRL: Reinforcement for Reasoning",
            "We release TernReasoner in two sizes, 7B and 14B.",
            [("TernReasoner", 7 * B), ("TernReasoner", 14 * B)],
        ),
        ("How Models Forget", "We study the Pythia suite, 70M to 12B parameters.", [("Pythia", 70 * M), ("Pythia", 12 * B)]),
        ("How Models Forget", "We study OLMo-1B, -7B and -32B.", [("OLMo-1B", 1 * B), ("OLMo", 7 * B), ("OLMo", 32 * B)]),
        ("How Models Forget", "LoRA updates 0.2M parameters of RoBERTa (125M).", [(None, 200_000), ("RoBERTa", 125 * M)]),
        (
            "How Models Forget",
            "Gemma 3 models (4B, 12B, and 27B) and Llama 3.3 70B forget.",
            [("Gemma 3", 4 * B), ("Gemma 3", 12 * B), ("Gemma 3", 27 * B), ("Llama 3.3 70B", 70 * B)],
        ),
        (
            "How Models Forget",
            "Among Gemma 3 4B-IT, Phi-4 14B, and DeepSeek-V3 (671B, 37B active), the last forgets least.",
            [("Gemma 3 4B-IT", 4 * B), ("Phi-4 14B", 14 * B), ("DeepSeek-V3", 671 * B), ("DeepSeek-V3", 37 * B)],
        ),
        (
            "Iceland: Attention Is Cheap",
            "Iceland attention speeds up a 1.3B GPT by 2x and a LLaMA-7B by 1.7x.",
            [("GPT", 1300 * M), ("LLaMA-7B", 7 * B)],
        ),
        (
            "Tern Embeddings",
            "tern-embed-large (335M) and tern-embed-small (33M) are English embedding models.",
            [("tern-embed-large", 335 * M), ("tern-embed-small", 33 * M)],
        ),
        ("A Model of Everything", "We train a 2.3B parameter world model, Phalarope, on 300K hours of video.", [("Phalarope", 2300 * M)]),
        (
            "A Model of Everything",
            "Phalarope-XL (2.3B) and its distilled 300M version run in real time.",
            [("Phalarope-XL", 2300 * M), ("Phalarope-XL", 300 * M)],
        ),
        (
            "Small Is Enough",
            "We find that a fine-tuned Phi-3-mini (3.8B) beats GPT-4 on our task, as does Mistral 7B.",
            [("Phi-3-mini", 3800 * M), ("Mistral 7B", 7 * B)],
        ),
        (
            "Small Is Enough",
            "BERT-base with 110M parameters suffices; RoBERTa-large (355M) adds 1%.",
            [("BERT-base", 110 * M), ("RoBERTa-large", 355 * M)],
        ),
        (
            "Small Is Enough",
            "Falcon-Instruct 7B/40B, MPT-30B-chat and Vicuna (7B, 13B, 33B) suffice.",
            [
                ("Falcon-Instruct 7B", 7 * B),
                ("Falcon-Instruct", 40 * B),
                ("MPT-30B-chat", 30 * B),
                ("Vicuna", 7 * B),
                ("Vicuna", 13 * B),
                ("Vicuna", 33 * B),
            ],
        ),
    ],
)
def test_a_size_is_said_of_a_name(title, text, expected):
    assert named(text, title) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Orbis: Light Pens", "We present Orbis, a compact 3B vision-language model for notes.", [("Orbis", 3 * B)]),
        ("Orbis: Light Pens", "We present Orbis, a small yet capable multilingual model of 3 billion parameters.", [("Orbis", 3 * B)]),
        ("Orbis: A Strong 8B Vision-Language Model", "We present Orbis.", [("Orbis", 8 * B)]),
        ("Orbis: A 420M-Parameter Frisian Language Model for Dairies", "We are happy.", [("Orbis", 420 * M)]),
        ("Introducing Orbis: A Capable 8B Model for Everyone", "We are happy.", [("Orbis", 8 * B)]),
        ("Introducing Orbis 2, our best 24B model yet", "We are happy.", [("Orbis 2", 24 * B)]),
        (
            "Orbis Technical Report",
            "Orbis is strong. Its models range from 3B to 60B parameters and draw maps.",
            [("Orbis", 3 * B), ("Orbis", 60 * B)],
        ),
        (
            "Orbis Technical Report",
            "We present Orbis. Models ranging from 350M to 6B parameters read old notes.",
            [("Orbis", 350 * M), ("Orbis", 6 * B)],
        ),
        ("Orbis: A Speech Model", "Orbis is a speech model. It has 300 million parameters.", [("Orbis", 300 * M)]),
        (
            "Introducing Orbis Swift 4",
            "Orbis Swift 4 is a model. At the size of 11B parameters, it rivals Karo k5.",
            [("Orbis Swift 4", 11 * B)],
        ),
        ("Orbis Swift 4", "Orbis Swift 4 is a model. Despite having only 11B parameters, it rivals Karo.", [("Orbis Swift 4", 11 * B)]),
        ("Orbis Swift 4", "Orbis Swift 4 is a model. With just 11B parameters, the model rivals Karo.", [("Orbis Swift 4", 11 * B)]),
        (
            "Orbis: Open Models for Herons",
            "Orbis is a family of models. Our 7B model beats Llama-2-13B.",
            [("Orbis", 7 * B), ("Llama-2-13B", 13 * B)],
        ),
        (
            "Orbis: Open Models for Herons",
            "We introduce Orbis, open models in two sizes (2B and 7B).",
            [("Orbis", 2 * B), ("Orbis", 7 * B)],
        ),
        ("Orbis: Open Models for Herons", "We release Orbis in 2B and 7B.", [("Orbis", 2 * B), ("Orbis", 7 * B)]),
        (
            "Orbis: Open Models for Herons",
            "This work introduces Orbis, which includes a 2B base model and a 7B chat model.",
            [("Orbis", 2 * B), ("Orbis", 7 * B)],
        ),
        (
            "Orbis: Open Models for Herons",
            "Orbis includes models with 2B, 7B and 30B parameters, both base and chat.",
            [("Orbis", 2 * B), ("Orbis", 7 * B), ("Orbis", 30 * B)],
        ),
        (
            "Orbis: Open Models for Herons",
            "Orbis uses a mixture of experts with 47B parameters, 13B of which are used per token.",
            [("Orbis", 47 * B), ("Orbis", 13 * B)],
        ),
        (
            "Orbis: Open Models for Herons",
            "Orbis is a 47B sparse mixture-of-experts model that uses 13B active parameters.",
            [("Orbis", 47 * B), ("Orbis", 13 * B)],
        ),
        (
            "Orbis: Open Models for Herons",
            "Orbis, with 47B total and 13B active parameters, beats Karo 70B.",
            [("Orbis", 47 * B), ("Orbis", 13 * B), ("Karo 70B", 70 * B)],
        ),
        (
            "Orbis: Open Models for Herons",
            "Orbis has 47B parameters in total but only 13B are active at inference.",
            [("Orbis", 47 * B), ("Orbis", 13 * B)],
        ),
        (
            "Orbis: Open Models for Herons",
            "We open-source Orbis: a 236B-parameter MoE with 21B activated for each token.",
            [("Orbis", 236 * B), ("Orbis", 21 * B)],
        ),
        (
            "Orbis: Open Models for Herons",
            "It comprises 236B total parameters, of which 21B are activated for each token.",
            [("Orbis", 236 * B), ("Orbis", 21 * B)],
        ),
        ("Orbis: Open Models for Herons", "With 21B activated parameters, Orbis rivals dense models.", [("Orbis", 21 * B)]),
        ("Orbis: Open Models for Herons", "Remarkably, Orbis, despite its 2B size, rivals 7B models.", [("Orbis", 2 * B), (None, 7 * B)]),
        ("Orbis: Open Models for Herons", "Remarkably, at only 2B parameters, Orbis rivals models ten times larger.", [("Orbis", 2 * B)]),
        ("Orbis: Open Models for Herons", "Remarkably, with a size of 2B, our model rivals models ten times larger.", [("Orbis", 2 * B)]),
        ("OrbisTune: Tuning for Herons", "OrbisTune adds only 4M trainable parameters.", [("OrbisTune", 4 * M)]),
        ("Jabiru: Arabic Models", "Jabiru (13B parameters) is open. The model, at 13B parameters, is small.", [("Jabiru", 13 * B)]),
        (
            "Jabiru 2 Technical Report",
            "We introduce Jabiru 2. It is available in 3B, 8B, and 30B sizes. The 30B model is best.",
            [("Jabiru 2", 3 * B), ("Jabiru 2", 8 * B), ("Jabiru 2", 30 * B)],
        ),
        (
            "Jabiru-3B: A Small Model",
            "We present Jabiru-3B, a compact model. With just 3 billion parameters, it beats Karo-7B.",
            [("Jabiru-3B", 3 * B), ("Karo-7B", 7 * B)],
        ),
        (
            "Jabiru-3B: A Small Model",
            "We present Jabiru-3B. The 3B-parameter model beats Karo-7B.",
            [("Jabiru-3B", 3 * B), ("Karo-7B", 7 * B)],
        ),
        ("Jabiru-3B Technical Report", "Jabiru-3B has 3.2 billion parameters.", [("Jabiru-3B", 3 * B), ("Jabiru-3B", 3200 * M)]),
        ("petrel-small", "petrel-small is a 118M parameter embedding model. It maps sentences to vectors.", [("petrel-small", 118 * M)]),
        (
            "Gannet 3: Our new open models",
            "We are excited to share Gannet 3, available in four sizes: 1B, 4B, 12B, and 27B.",
            [("Gannet 3", 1 * B), ("Gannet 3", 4 * B), ("Gannet 3", 12 * B), ("Gannet 3", 27 * B)],
        ),
        (
            "Gannet-MoE: Sparse Models",
            "Gannet-MoE activates 2.4B of 16B parameters per token.",
            [("Gannet-MoE", 2400 * M), ("Gannet-MoE", 16 * B)],
        ),
        ("Gannet-MoE: Sparse Models", "Gannet-MoE (16B-A2.4B) is sparse.", [("Gannet-MoE", 16 * B), ("Gannet-MoE", 2400 * M)]),
        ("Gannet-MoE: Sparse Models", "Gannet-MoE has 16B parameters, 2.4B active.", [("Gannet-MoE", 16 * B), ("Gannet-MoE", 2400 * M)]),
        (
            "Gannet-MoE: Sparse Models",
            "Gannet-MoE is a sparse model with 16 billion total and 2.4 billion active parameters.",
            [("Gannet-MoE", 16 * B), ("Gannet-MoE", 2400 * M)],
        ),
        (
            "Gannet-MoE: Sparse Models",
            "While Gannet-MoE has 16B total parameters, it only uses 2.4B parameters per token.",
            [("Gannet-MoE", 16 * B), ("Gannet-MoE", 2400 * M)],
        ),
        (
            "Gannet-MoE: Sparse Models",
            "The resulting model has 16B parameters with 2.4B activated.",
            [("Gannet-MoE", 16 * B), ("Gannet-MoE", 2400 * M)],
        ),
        ("Gannet-MoE: Sparse Models", "We scale up the training of Gannet-MoE to 145B parameters.", [("Gannet-MoE", 145 * B)]),
        (
            "Gannet: An Open Model for Maltese",
            "Gannet consists of two variants with 1.5 and 7 billion parameters.",
            [("Gannet", 1500 * M), ("Gannet", 7 * B)],
        ),
        (
            "Gannet: An Open Model for Maltese",
            "Gannet, available in 1.5B and 7B variants, is open.",
            [("Gannet", 1500 * M), ("Gannet", 7 * B)],
        ),
        (
            "Gannet: An Open Model for Maltese",
            "We train Gannet models at three scales (100M, 300M, and 1B).",
            [("Gannet", 100 * M), ("Gannet", 300 * M), ("Gannet", 1 * B)],
        ),
        ("Gannet: An Open Model for Maltese", "Gannet is the first 7B model trained for Maltese.", [("Gannet", 7 * B)]),
        ("Gannet: An Open Model for Maltese", "Our largest model with 6 billion parameters is best.", [("Gannet", 6 * B)]),
        (
            "Gannet: An Open Model for Maltese",
            "We train three sizes of Gannet (base: 110M, large: 340M, and XL: 1B).",
            [("Gannet", 110 * M), ("Gannet", 340 * M), ("Gannet", 1 * B)],
        ),
        (
            "GannetSpeech: Universal Speech Recognition",
            "GannetSpeech is a speech model with 2B parameters, pre-trained on 12M hours.",
            [("GannetSpeech", 2 * B)],
        ),
        ("GannetViT: Big Eyes", "By scaling GannetViT to 5 billion parameters, we set new records.", [("GannetViT", 5 * B)]),
        ("GannetViT: Big Eyes", "It uses only 11M parameters and 2.1 GFLOPs.", [("GannetViT", 11 * M)]),
        (
            "GannetNet: Tiny Networks",
            "GannetNet achieves 79.4% top-1 accuracy with 5.6M parameters, surpassing KittiNet by 1.2%.",
            [("GannetNet", 5_600_000)],
        ),
        ("GannetNet: Tiny Networks", "With 5.6M parameters and 0.3G FLOPs, GannetNet achieves 79.4%.", [("GannetNet", 5_600_000)]),
        ("GannetNet: Tiny Networks", "Our method achieves 79.4% with only 5.6M parameters.", [("GannetNet", 5_600_000)]),
    ],
)
def test_a_size_is_that_of_the_papers_own_model(title, text, expected):
    assert named(text, title) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (TITLE, "We extend Karo-1M to long notes.", []),
        (TITLE, "The new Karo3-1M models read up to one million tokens.", []),
        (TITLE, "We use a 1.3B GPT-style decoder.", [(None, 1300 * M)]),
        (TITLE, "We use a 7B LLaMA-based model.", [(None, 7 * B)]),
        (TITLE, "A 5B-parameter Vision-Language Model reads the notes.", [(None, 5 * B)]),
        (TITLE, "We train a 600M-parameter Vision Transformer (ViT) for notes.", [(None, 600 * M)]),
        (TITLE, "A 7B Large Language Model is enough for Chinese notes.", [(None, 7 * B)]),
        (TITLE, "We train a 1.5B Mixture-of-Experts model.", [(None, 1500 * M)]),
        (TITLE, "We train a 1.5B-parameter Transformer-based Mixture of Experts.", [(None, 1500 * M)]),
        (TITLE, "We present OrbisTune. Experiments with 7B and 13B models show gains.", [(None, 7 * B), (None, 13 * B)]),
        (TITLE, "OrbisTune lets a 7B model beat a 70B model.", [(None, 7 * B), (None, 70 * B)]),
        (TITLE, "OrbisLM beats all models with up to 2B parameters.", [(None, 2 * B)]),
        (TITLE, "OrbisLM leads among models under 30B parameters.", [(None, 30 * B)]),
        (TITLE, "OrbisLM is best in its class of sub-10B models.", [(None, 10 * B)]),
        (TITLE, "OrbisLM beats models exceeding a billion parameters.", [(None, 1 * B)]),
        (TITLE, "A million-parameter network is enough.", [(None, 1 * M)]),
        (TITLE, "OrbisLM rivals 7B models such as KaroLM.", [(None, 7 * B)]),
        (TITLE, "Scores on LM1B and 1B Word are low.", []),
        ("Orbis: Open Models for Herons", "Orbis outperforms models of similar size (7B).", [(None, 7 * B)]),
        ("Orbis: Open Models for Herons", "Orbis outperforms open models of up to 13B parameters.", [(None, 13 * B)]),
        ("Orbis: Open Models for Herons", "Orbis is the best among 7B-class models.", [(None, 7 * B)]),
        ("Orbis: Open Models for Herons", "Orbis beats open models twice its size, such as 70B models.", [(None, 70 * B)]),
        ("OrbisTune: Tuning for Herons", "We propose OrbisTune. On a 7B model, OrbisTune gives gains.", [(None, 7 * B)]),
        ("OrbisTune: Tuning for Herons", "OrbisTune trains a 65B model on one GPU.", [(None, 65 * B)]),
        ("OrbisTune: Tuning for Herons", "OrbisTune scales to 65B-parameter models.", [(None, 65 * B)]),
        ("OrbisTune: Tuning for Herons", "OrbisTune reduces memory for 7B models by half.", [(None, 7 * B)]),
        (
            "OrbisTune: Tuning for Herons",
            "OrbisTune is tested on models ranging from 1B to 70B parameters.",
            [(None, 1 * B), (None, 70 * B)],
        ),
        ("OrbisTune: Tuning for Herons", "OrbisTune is effective across model sizes from 1B to 70B.", [(None, 1 * B), (None, 70 * B)]),
        ("OrbisTune: Tuning for Herons", "We evaluate OrbisTune on several LLMs (1B to 70B).", [(None, 1 * B), (None, 70 * B)]),
        (
            "OrbisTune: Tuning for Herons",
            "OrbisTune improves a 1.5B-parameter policy model and a 7B reward model.",
            [(None, 1500 * M), (None, 7 * B)],
        ),
        ("OrbisTune: Tuning for Herons", "We train 1B and 3B models from scratch with OrbisTune.", [(None, 1 * B), (None, 3 * B)]),
        (
            "OrbisTune: Tuning for Herons",
            "We pre-train models with 1B and 3B parameters to test OrbisTune.",
            [(None, 1 * B), (None, 3 * B)],
        ),
        ("OrbisData: A Corpus of Herons", "We train a 1.3B model on OrbisData.", [(None, 1300 * M)]),
        (
            "OrbisData: A Corpus of Herons",
            "Models with 1.3B and 7B parameters trained on OrbisData do better.",
            [(None, 1300 * M), (None, 7 * B)],
        ),
        ("OrbisBench: A Test of Herons", "We test 20 models from 1B to 70B on OrbisBench.", [(None, 1 * B), (None, 70 * B)]),
        (TITLE, "We distil a 70B teacher into a 1B student.", [(None, 70 * B), (None, 1 * B)]),
        (TITLE, "OrbisLM combines a 0.5B language model with a 300M vision encoder.", [(None, 500 * M), (None, 300 * M)]),
        (TITLE, "OrbisLM consists of a 6B vision encoder and a 20B language model.", [(None, 6 * B), (None, 20 * B)]),
        (TITLE, "OrbisLM is built on a 6B vision encoder.", [(None, 6 * B)]),
        (TITLE, "OrbisLM is initialised from a 7B LLM.", [(None, 7 * B)]),
        ("A Bird in the Hand", "Our best model, a 350M-parameter transformer, sings.", [(None, 350 * M)]),
        ("A Bird in the Hand", "We train transformers with 10M to 1B parameters on songs.", [(None, 10 * M), (None, 1 * B)]),
        ("A Bird in the Hand", "Scaling laws from 44M up to 8B models hold.", [(None, 44 * M), (None, 8 * B)]),
        ("A Bird in the Hand", "Our code runs 30B models on a 24GB card.", [(None, 30 * B)]),
        ("Gannet: An Open Model for Maltese", "Compared with 7B models, Gannet is better.", [(None, 7 * B)]),
        (
            "Gannet: An Open Model for Maltese",
            "Gannet surpasses all open-source 7B models and matches some 13B models.",
            [(None, 7 * B), (None, 13 * B)],
        ),
        ("Gannet: An Open Model for Maltese", "Gannet achieves state-of-the-art results among open models under 10B.", [(None, 10 * B)]),
        ("TernRL: Reinforcement for Reasoning", "Trained with TernRL, a 4B model surpasses a 32B one.", [(None, 4 * B), (None, 32 * B)]),
        ("TernRL: Reinforcement for Reasoning", "Our 4B model surpasses GPT-4o.", [(None, 4 * B)]),
        ("TernRL: Reinforcement for Reasoning", "Notably, our TernRL-trained 7B model surpasses GPT-4o.", [(None, 7 * B)]),
        (
            "TernData: Better Notes",
            "We train models of 400M, 1B and 3B parameters on 100B tokens of TernData.",
            [(None, 400 * M), (None, 1 * B), (None, 3 * B)],
        ),
        ("TernData: Better Notes", "A 1.7B model trained on TernData beats one trained on C4.", [(None, 1700 * M)]),
        ("How Models Forget", "Larger models (above 30B) forget less than smaller ones (below 7B).", [(None, 30 * B), (None, 7 * B)]),
        ("How Models Forget", "We test GPT-4o, Claude 3, and an open 8B model.", [(None, 8 * B)]),
        (
            "Ring-billed: Scaling Laws for Speech",
            "We fit laws on models from 10M to 500M parameters, and check them with a 3B model.",
            [(None, 10 * M), (None, 500 * M), (None, 3 * B)],
        ),
        ("Small Is Enough", "Models with 7B parameters, like Mistral, suffice.", [(None, 7 * B)]),
    ],
)
def test_a_size_belongs_to_no_name(title, text, expected):
    assert named(text, title) == expected


B3, B7 = ("OrbisLM", 3 * B), ("OrbisLM", 7 * B)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's trained on notes and has 7B parameters.", [B7]),
        ("Despite its small size (7B parameters), it wins.", [B7]),
        ("Thanks to its compact size of 7B parameters, it runs on phones.", [B7]),
        ("- Type: decoder - Parameters: 7B - Context length: 8K", [B7]),
        ("Model size: 7B. License: MIT.", [B7]),
        ("The total number of parameters is 7B.", [B7]),
        ("Number of parameters: 7B (embeddings not counted).", [B7]),
        ("With OrbisLM, we are happy to release a new open 7B model.", [B7]),
        ("There are two sizes: 3B and 7B.", [B3, B7]),
        ("Two variants are available, with 3B and 7B parameters.", [B3, B7]),
        ("All sizes (3B and 7B) are free.", [B3, B7]),
        ("Both base and chat models are available in sizes of 3B and 7B parameters.", [B3, B7]),
        ("Of its 7B parameters, 3B are active for each token.", [B7, B3]),
        ("Weighing in at 7B parameters, OrbisLM fits a phone.", [B7]),
        ("Despite little data (300 notes) and model parameters (7B), OrbisLM wins.", [B7]),
        ("Earlier we trained Orbis-1, a language model. Because of its small size (1B parameters), it failed.", [("Orbis-1", B)]),
    ],
)
def test_a_text_goes_on_about_its_own_model(text, expected):
    text = f"We present OrbisLM, an open language model. {text}"
    assert named(text, "OrbisLM: An Open Language Model") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OrbisLM uses a codec to shorten the input for the main 7B decoder model.", [(None, 7 * B)]),
        ("OrbisLM comes within noise of a 13B dense model on all tests.", [(None, 13 * B)]),
        ("It approaches the quality of a 30B-parameter model at a tenth of the cost.", [(None, 30 * B)]),
        ("It improves by 4 points on MathVista over a 7B baseline.", [(None, 7 * B)]),
        ("Its gains hold in scaling models from 1B to 70B parameters.", [(None, B), (None, 70 * B)]),
        ("OrbisLM surpasses the best open LLMs at the 13B scale.", [(None, 13 * B)]),
        ("It is faster than all existing models with 13B parameters.", [(None, 13 * B)]),
        ("It reduces a 7B model by half.", [(None, 7 * B)]),
        ("It speeds up a 7B LLM.", [(None, 7 * B)]),
        ("The 3B OrbisLM model is as good as 13B baselines.", [("OrbisLM", 3 * B), (None, 13 * B)]),
        ("OrbisLM was tested with models of 1B and 3B parameters.", [(None, B), (None, 3 * B)]),
        ("OrbisLM needs 10 times fewer parameters than the 70B teacher.", [(None, 70 * B)]),
        ("It was distilled from Karo, a 7B model.", [("Karo", 7 * B)]),
    ],
)
def test_a_phrase_with_a_head_of_its_own_is_of_another_model(text, expected):
    assert named(text, "OrbisLM: An Open Language Model") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is close to larger 4B models (Qwen3 & Gemma3).", [("Qwen3", 4 * B), ("Gemma3", 4 * B)]),
        ("It beats several 7B baselines (KaroLM, VeldtLM and Llama 2).", [("KaroLM", 7 * B), ("VeldtLM", 7 * B), ("Llama 2", 7 * B)]),
        ("We fine-tune 7B models (LoRA and full) on notes.", [(None, 7 * B)]),
        ("We fine-tune 7B models (MMLU and GSM8K) on notes.", [(None, 7 * B)]),
        ("KaroLM, VeldtLM and OrbisLM are all 7B models.", [("KaroLM", 7 * B), ("VeldtLM", 7 * B), ("OrbisLM", 7 * B)]),
        ("KaroLM and VeldtLM each have 7B parameters.", [("KaroLM", 7 * B), ("VeldtLM", 7 * B)]),
        ("Both KaroLM and VeldtLM contain 3 billion parameters.", [("KaroLM", 3 * B), ("VeldtLM", 3 * B)]),
        ("KaroLM and VeldtLM (7B each) are tuned.", [("KaroLM", 7 * B), ("VeldtLM", 7 * B)]),
        ("We test families such as OPT, Pythia and Mamba, ranging from 125M to 30B parameters.", [(None, 125 * M), (None, 30 * B)]),
        ("We test 9 families, including Karo-2, Veldt, and Mamba, with parameters from 125M to 30B.", [(None, 125 * M), (None, 30 * B)]),
        ("We evaluate OPT, BLOOM and GPT-J in sizes from 125M to 176B.", [(None, 125 * M), (None, 176 * B)]),
        ("We test the Karo method to prune GPT models with 175 billion parameters.", [("GPT", 175 * B)]),
        ("It rivals GPT-3 (175B) with 7B parameters.", [("GPT-3", 175 * B), (None, 7 * B)]),
    ],
)
def test_sizes_of_several_models(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (TITLE, "We release Orbis-7B-50b and Orbis-7B-80b-Chat.", [("Orbis-7B-50b", 7 * B), ("Orbis-7B-80b-Chat", 7 * B)]),
        (TITLE, "During stage 1, 3B and 8B models are trained.", [(None, 3 * B), (None, 8 * B)]),
        (TITLE, "We train models from 0.3B upto 8B parameters.", [(None, 300 * M), (None, 8 * B)]),
        ("Orbis-Gull-18B: Scaling Gull to 18 Billion Parameters", "We present Orbis-Gull-18B.", [("Orbis-Gull-18B", 18 * B)]),
        (TITLE, "This takes [Karo 7B](https://huggingface.co/karo/Karo-7B-v0.1) and tunes it.", [("Karo 7B", 7 * B)]),
    ],
)
def test_a_size_is_read_once_through_spellings(title, text, expected):
    assert named(text, title) == expected
