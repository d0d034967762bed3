"""Papers for a model to read: sentences of our own, put together anew for each."""

from random import Random

BIRDS = "Avocet Bittern Curlew Dotterel Egret Fulmar Gannet Hobby Ibis Jacana Kestrel Lapwing Merlin Nightjar Osprey Pratincole".split()
SUBJECTS = ("tide tables", "weather logs", "ringing records", "ship's letters", "harbour notices", "recipes for soup", "railway timetables")
OPENINGS = (
    "Models that read {subject} are large and slow.",
    "Little is known of how models read {subject}.",
    "{Subject} are written in haste, and models stumble over them.",
)
OFFERS = (
    "We present {model}, a model with {size}B parameters for {subject}.",
    "We train {model} with {size} billion parameters from scratch.",
    "This paper offers {model}, which has {size}B parameters and reads {subject} aloud.",
)
TOKENS = (
    "It is trained on {tokens} billion tokens of {subject}.",
    "Its {tokens}B tokens of training text were copied out by hand.",
)
RESULTS = (
    "It reaches {score}% accuracy on {benchmark}, {gain} points above {other}.",
    "On {benchmark} it scores {score}, where {other} fails.",
)
CLOSINGS = (
    "Code and weights are at https://{model}.example/{subject_word}.",
    "We will release the {subject} with the paper.",
    "Nothing of this is released, as the {subject} are borrowed.",
)


def invented(count: int) -> list[dict[str, str]]:
    """So many papers with `title` and `abstract`, the same ones each time."""
    return [_paper(number) for number in range(count)]


def _paper(number: int) -> dict[str, str]:
    random = Random(number)
    bird, other = random.sample(BIRDS, 2)
    subject = random.choice(SUBJECTS)
    at_the_beginning = subject[0].upper() + subject[1:]
    size = random.randint(1, 90)
    words = {
        "model": f"{bird}-{size}B",
        "size": size,
        "other": f"{other}-{random.randint(1, 90)}B",
        "subject": subject,
        "Subject": at_the_beginning,
        "subject_word": subject.split()[-1],
        "tokens": random.randint(2, 900),
        "benchmark": f"{bird[:3]}Bench-{random.randint(2, 9)}",
        "score": random.randint(200, 999) / 10,
        "gain": random.randint(1, 9),
    }
    sentences = [random.choice(choices).format_map(words) for choices in (OPENINGS, OFFERS, TOKENS, RESULTS, CLOSINGS)]
    return {"title": f"{bird} {number}: Reading {at_the_beginning}", "abstract": " ".join(sentences)}
