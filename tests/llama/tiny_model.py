"""A language model as small as llama.cpp takes one: two layers of random weights over bytes. It has the form of a model, and no sense."""

from pathlib import Path

import numpy as np

CONTEXT, WIDTH, HIDDEN, HEADS, LAYERS = 32_768, 32, 64, 1, 2
CONTROLS = ("<unk>", "<s>", "</s>")
BYTES = tuple(f"<0x{byte:02X}>" for byte in range(256))
"""By these names llama.cpp knows bytes: any text can be said with them."""
SPACE = "▁"  # so llama.cpp writes a space, which would be three bytes
TOKENS = (*CONTROLS, *BYTES, SPACE)

SEED = 20240611


def write_tiny_model(path: Path) -> Path:
    """A model in GGUF, the same to the byte each time."""
    import gguf  # `make test-llama` alone installs it

    random = np.random.default_rng(SEED)

    def weights(*shape: int, spread: float) -> np.ndarray:
        return random.normal(0, spread, shape).astype(np.float32)

    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_block_count(LAYERS)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)

    control, byte = gguf.TokenType.CONTROL, gguf.TokenType.BYTE
    writer.add_tokenizer_model("llama")
    writer.add_token_list(TOKENS)
    writer.add_token_scores([0.0] * len(TOKENS))
    writer.add_token_types([gguf.TokenType.UNKNOWN, control, control, *[byte] * len(BYTES), gguf.TokenType.NORMAL])
    writer.add_unk_token_id(TOKENS.index("<unk>"))
    writer.add_bos_token_id(TOKENS.index("<s>"))
    writer.add_eos_token_id(TOKENS.index("</s>"))
    writer.add_add_space_prefix(False)

    even = 1 / np.sqrt(WIDTH)  # keeps what passes through of one size
    writer.add_tensor("token_embd.weight", weights(len(TOKENS), WIDTH, spread=1))
    for layer in range(LAYERS):
        shapes = dict.fromkeys(("attn_q", "attn_k", "attn_v", "attn_output"), (WIDTH, WIDTH))
        shapes |= {"ffn_gate": (HIDDEN, WIDTH), "ffn_up": (HIDDEN, WIDTH), "ffn_down": (WIDTH, HIDDEN)}
        for name, shape in shapes.items():
            writer.add_tensor(f"blk.{layer}.{name}.weight", weights(*shape, spread=even))
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{name}.weight", np.ones(WIDTH, np.float32))
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    writer.add_tensor("output.weight", weights(len(TOKENS), WIDTH, spread=even))

    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
