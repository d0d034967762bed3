"""How fast a model is asked: papers put to a server that takes a while for each, against the ideal, and against the bare client.

Run: python -m benchmarks.asking [--papers 500] [--seconds 0.4] [--at-a-time 16]

The server is a process of its own on loopback. The ideal is papers / at a time * seconds; the bare client sends the same messages with
the same schema by OpenAI's library alone, as many at a time. The overhead is what a call takes beyond the server's seconds.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openai import AsyncOpenAI

from extractors.llm.answers import BOUNDS, answer_model
from extractors.llm.extractor import LlmExtractor
from extractors.llm.prompt import system_message, user_message
from extractors.llm.settings import load_settings
from tests.llm_papers import some


async def bare(url: str, papers: int, at_a_time: int) -> float:
    """Seconds that OpenAI's client takes for the same calls."""
    schema = {"name": "Answers", "parameters": answer_model(BOUNDS).model_json_schema()}
    places = asyncio.Semaphore(at_a_time)
    async with AsyncOpenAI(base_url=url, api_key="none") as client:

        async def ask(article) -> None:
            user = user_message([article], {})
            messages = [{"role": "system", "content": system_message()}, {"role": "user", "content": user}]
            async with places:
                await client.chat.completions.create(model="toy", messages=messages, tools=[{"type": "function", "function": schema}])

        began = time.perf_counter()
        await asyncio.gather(*map(ask, some(papers)))
        return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=0.4, help="that the server takes for a call")
    parser.add_argument("--at-a-time", type=int, default=16)
    parser.add_argument("--most", type=float, default=1.3, help="times the ideal that asking may take")
    given = parser.parse_args()
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.llm_server", str(given.seconds)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        url = server.stdout.readline().strip()
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {
                "PAPERLAKE_LLM": "openai/toy",
                "PAPERLAKE_LLM_URL": url,
                "PAPERLAKE_LLM_CACHE": str(Path(folder) / "answers.sqlite"),
                "PAPERLAKE_LLM_CONCURRENCY": str(given.at_a_time),
            }
            reader = LlmExtractor(load_settings())
            began = time.perf_counter()
            answered = sum(1 for _ in reader.extractions(some(given.papers)))
            ours = time.perf_counter() - began
        plain = asyncio.run(bare(url, given.papers, given.at_a_time))
    finally:
        server.terminate()
    ideal = given.papers / given.at_a_time * given.seconds
    for name, took in (("paperlake", ours), ("bare client", plain)):
        overhead = 1000 * (took * given.at_a_time / given.papers - given.seconds)
        said = f"{took:6.2f} s for {given.papers} papers, {took / ideal:.2f} times the ideal"
        print(f"{name:12} {said}, {overhead:.0f} ms a call beyond the server's")
    return int(answered < given.papers or ours > given.most * ideal)


if __name__ == "__main__":
    sys.exit(main())
