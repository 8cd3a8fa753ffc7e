"""How fast quotations are found, and how their time grows with the length of the text.

Run as `python tests/bench/bench_quotes.py [JSONL…]`. Each FILE of objects with a `text` is measured as well,
its texts joined and repeated. CPU time of the process is measured, the best of three.
"""

from __future__ import annotations

import json
import sys
from itertools import cycle
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db.records import LanguageTag
from workbench.ingest.reader import blocks_of
from workbench.quotes.extract import find

# Fictional, like everyone in it.
ARTICLES = {
    "fr": """Le pont de Sélibouna restera fermé jusqu'à lundi, a annoncé mardi la ministre Awa Doucoumé.
« Nous ne rouvrirons que lorsque les plongeurs auront vu chaque pile », a-t-elle déclaré à la presse.
La ministre a parlé d'une crue « sans exemple depuis quarante ans » et remercié les équipes de la région.
« L'eau montait d'une main par heure, raconte le gardien Idriss Kaltam, et personne ne dormait plus. »
Le bac « Étoile du Fleuve » doit assurer la traversée ; les camions passeront par la route du nord.
Selon le préfet de la région, « aucune victime n'est à déplorer ». Les marchés de la rive droite ont rouvert,
mais les prix du mil ont augmenté d'un tiers en une semaine, d'après les commerçants de Tarbane.""",
    "en": """The bridge at Selibouna will stay closed until Monday, Transport Minister Awa Doucoume said.
“We will reopen only when the divers have seen every pier,” she told reporters in the capital.
The minister called the flood “without equal in forty years” and thanked the crews of the region.
“The water rose a hand's width every hour,” said Idriss Kaltam, the bridge keeper, “and nobody slept.”
The ferry “River Star” is due to start crossing; trucks will have to take the northern road.
According to the regional governor, “no one has been reported missing.” Markets on the right bank opened
again, but the price of millet rose by a third within a week, traders in Tarbane complained.""",
}
SIZES = [10_000 * 2**step for step in range(7)] + [1_000_000]


def seconds(text: str, lang: str) -> float:
    """CPU seconds to find the quotations of `text`, its map included."""
    best = float("inf")
    for _ in range(3):
        began = process_time()
        find(text, LanguageTag(lang), blocks_of(text))
        best = min(best, process_time() - began)
    return best


def measure(name: str, article: str, lang: str) -> None:
    """Print time, ratio to half the length, and megabytes of UTF-8 per minute, for growing lengths."""
    before = 0.0
    copies = article + "\n\n"
    for size in SIZES:
        text = (copies * (size // len(copies) + 1))[:size]
        took = seconds(text, lang)
        speed = len(text.encode("utf-8", "surrogatepass")) / 1e6 / took * 60
        ratio = f"×{took / before:.2f}" if before and size != SIZES[-1] else "     "
        print(f"{name:12s} {size:9,} characters {took:7.3f} s {ratio} {speed:6.1f} MB/min")
        before = took


def joined(path: Path) -> tuple[str, str]:
    """The texts of a JSON Lines file as one, and the language of the first."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return "\n\n".join(record["text"] for record in records), records[0].get("lang", "und")


def main() -> None:
    """Measure the fictional articles, varied by numbers, and the files named on the command line."""
    for lang, article in ARTICLES.items():
        names = cycle(["Kaltam", "Doumbé", "Farouk", "Lorvanne", "Ostrow", "Tesdal", "Mirbel"])
        varied = "\n\n".join(article.replace("Kaltam", next(names)) for _ in range(7))
        measure(lang, varied, lang)
    for name in sys.argv[1:]:
        text, lang = joined(Path(name))
        measure(Path(name).stem, text, lang)


if __name__ == "__main__":
    main()
