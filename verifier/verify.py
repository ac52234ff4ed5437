#!/usr/bin/env python3
"""Verifies the proof of a lottery: python3 verify.py proof.json [--receipt CODE]

docs/integrators/lottery-algorithm.md, with Python's standard library and nothing else, as a check of that page. It does
everything but drand's signature, which needs pairings on an elliptic curve: for that it prints where to look.
Ends with 0 if the proof holds, 1 if it does not, 2 if it could not be read.
"""

import argparse
import datetime
import hashlib
import json
import re
import sys

HEX32 = re.compile(r"[0-9a-f]{64}\Z")
UTC = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z\Z")
PLACED = {"tierId", "position", "place", "entrant", "lot", "ticket"}
# Chain hash: name, Unix seconds of round 1, seconds a round, bytes of a signature.
DRAND = {
    "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971": ("quicknet", 1692803367, 3, 48),
    "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce": ("default", 1595431050, 30, 96),
}


class Wrong(Exception):
    """A check that failed."""


def require(holds, message):
    if not holds:
        raise Wrong(message)


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def unique(pairs):
    require(len({key for key, _ in pairs}) == len(pairs), "a key stands twice in the JSON")
    return dict(pairs)


def canonical(value):
    """RFC 8785 for JSON whose numbers are whole."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    require(not isinstance(value, float), "the rules hold a number that is not whole")
    return json.dumps(value, ensure_ascii=False)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def read_format(proof):
    require(isinstance(proof, dict), "the proof is no object")
    fields = {"v", "kind", "rules", "list", "secret", "hashes", "winners", "alternates"}
    require(fields <= set(proof) <= fields | {"drand"}, "a field is missing or not known")
    require(proof["v"] == 1 and type(proof["v"]) is int and proof["kind"] == "shequn-lottery-proof", "another kind of file")
    require(isinstance(proof["rules"], str) and isinstance(proof["list"], str), "rules and list are texts")
    require(isinstance(proof["secret"], str) and HEX32.match(proof["secret"]), "the secret is not 32 bytes")
    hashes = proof["hashes"]
    require(isinstance(hashes, dict) and set(hashes) == {"rules", "commitment", "list", "seed"}, "the hashes")
    for key in ("winners", "alternates"):
        require(isinstance(proof[key], list), key)
        require(all(isinstance(one, dict) and set(one) == PLACED for one in proof[key]), key)


def read_rules(text):
    rules = json.loads(text, object_pairs_hook=unique)
    require(canonical(rules) == text, "the rules are not in their canonical form")
    fields = {"v", "communityId", "lotteryId", "title", "opensAt", "closesAt", "draw", "terms"}
    require(isinstance(rules, dict) and set(rules) == fields, "the fields of the rules")
    require(whole(rules["v"], 1, 1), "another version of the rules")
    require(all(isinstance(rules[key], str) and rules[key] for key in ("communityId", "lotteryId", "title")), "a name")
    require(all(UTC.match(rules[key]) for key in ("opensAt", "closesAt")), "an instant of the rules")
    require(rules["opensAt"] < rules["closesAt"], "closing before opening")
    draw = rules["draw"]
    known = {"tiers", "alternates", "maxWeight", "maxPrizesPerPerson", "tooFewEntrants"}
    require(known <= set(draw) <= known | {"drand"}, "the fields of the draw")
    require(whole(draw["alternates"], 0, 10_000) and whole(draw["maxWeight"], 1, 1_000), "alternates or cap")
    require(whole(draw["maxPrizesPerPerson"], 1, 50), "prizes a person")
    require(draw["tooFewEntrants"] in ("refuse", "leavePrizes"), "tooFewEntrants")
    require(all(set(tier) == {"tierId", "name", "quantity"} for tier in draw["tiers"]), "the fields of a tier")
    require(all(isinstance(tier["name"], str) and tier["name"] for tier in draw["tiers"]), "the name of a tier")
    ids = [tier["tierId"] for tier in draw["tiers"]]
    require(1 <= len(ids) <= 50 and len(set(ids)) == len(ids), "the tiers")
    require(all(re.fullmatch(r"[A-Za-z0-9_-]{1,32}", one) for one in ids), "the id of a tier")
    require(all(whole(tier["quantity"], 1, 100_000) for tier in draw["tiers"]), "a quantity")
    return rules


def read_list(text):
    head = re.compile(
        r"shequn-lottery/v1/entrants\nrules ([0-9a-f]{64})\ncommitment ([0-9a-f]{64})\n"
        r"closed (\S+)\nentrants (0|[1-9][0-9]*)\n"
    ).match(text)
    require(head, "the head of the list")
    rules, commitment, closed, count = head.groups()
    require(UTC.match(closed), "the closing of the list")
    body = text[head.end() :]
    require(body == "" or body.endswith("\n"), "the list does not end with a line feed")
    entrants = []
    for line in body.split("\n")[:-1]:
        require(re.fullmatch(r"[0-9a-f]{64} [1-9][0-9]{0,5}", line), "a line of the list")
        entrant, weight = line.split(" ")
        require(not entrants or entrants[-1][0] < entrant, "the list is out of order, or an entrant stands there twice")
        entrants.append((entrant, int(weight)))
    require(len(entrants) == int(count), "the number of entrants")
    return rules, commitment, closed, entrants


def order_of(seed, name, entrants):
    """Everybody's best lot, the least first: (lot, entrant, ticket)."""
    head = f"shequn-lottery/v1/lot\n{seed}\n{name}\n"
    return sorted(
        min((sha256(f"{head}{entrant}\n{ticket}\n"), entrant, ticket) for ticket in range(1, weight + 1))
        for entrant, weight in entrants
    )


def draw_again(draw, seed, entrants):
    require(entrants, "nobody has entered")
    require(all(weight <= draw["maxWeight"] for _, weight in entrants), "a weight is over the cap")
    most, tiers = draw["maxPrizesPerPerson"], draw["tiers"]
    orders = [("*", tiers)] if most == 1 else [(tier["tierId"], [tier]) for tier in tiers]
    taken, winners, reserves = {}, [], []
    for name, given in orders:
        placed = [
            {"place": place, "entrant": entrant, "lot": lot, "ticket": ticket}
            for place, (lot, entrant, ticket) in enumerate(order_of(seed, name, entrants), 1)
        ]
        able = [one for one in placed if taken.get(one["entrant"], 0) < most]
        wanted = [(tier["tierId"], position) for tier in given for position in range(1, tier["quantity"] + 1)]
        require(len(able) >= len(wanted) or draw["tooFewEntrants"] == "leavePrizes", "more prizes than people")
        for (tier, position), one in zip(wanted, able):
            winners.append({"tierId": tier, "position": position, **one})
            taken[one["entrant"]] = taken.get(one["entrant"], 0) + 1
        reserves.append((name, able[len(wanted) :]))
    alternates = []
    for name, waiting in reserves:
        left = [one for one in waiting if taken.get(one["entrant"], 0) < most][: draw["alternates"]]
        alternates += [{"tierId": name, "position": at, **one} for at, one in enumerate(left, 1)]
    return winners, alternates


def check_drand(draw, proof, closed):
    """The line for the seed, and what is left to the reader."""
    named, given = draw.get("drand"), proof.get("drand")
    require((named is None) == (given is None), "rules and proof do not agree about drand")
    if given is None:
        return "none", None
    require(given["chainHash"] == named["chainHash"] and given["round"] == named["round"], "another round of drand")
    require(given["chainHash"] in DRAND and whole(given["round"], 1, 2**53 - 1), "a network of drand that is not known")
    name, genesis, period, size = DRAND[given["chainHash"]]
    fields = {"chainHash", "round", "signature"} | ({"previousSignature"} if size == 96 else set())
    require(set(given) == fields, "the fields of drand")
    require(re.fullmatch(rf"[0-9a-f]{{{size * 2}}}", given["signature"]), "the signature of drand")
    known = datetime.datetime.fromtimestamp(genesis + (given["round"] - 1) * period, datetime.timezone.utc)
    require(closed < known.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "the round was known before the list was closed")
    randomness = hashlib.sha256(bytes.fromhex(given["signature"])).hexdigest()
    line = f"{given['chainHash']} {given['round']} {randomness}"
    address = f"https://api.drand.sh/{given['chainHash']}/public/{given['round']}"
    return line, f"compare the signature with drand's ({name}): {address}\n      {given['signature']}"


def read_receipt(code):
    """Which lottery it is of, and the line of the list."""
    title, lottery, salt, subject, check = "".join(code.split()).lower().split(".")
    body = f"SQ1.{lottery}.{salt}.{subject}"
    require(title == "sq1" and sha256(f"shequn-lottery/v1/receipt\n{body}")[:8] == check, "this is no whole receipt")
    name = bytes.fromhex(subject).decode("utf-8")
    return lottery, sha256(f"shequn-lottery/v1/entrant\n{salt}\n{name}"), name


def verify(proof):
    """The steps of the page, in its order. Raises Wrong at the first that fails."""
    read_format(proof)
    rules = read_rules(proof["rules"])
    listed, commitment, closed, entrants = read_list(proof["list"])
    hashes = proof["hashes"]
    require(sha256(proof["rules"]) == listed == hashes["rules"], "the rules were changed")
    require(sha256(proof["list"]) == hashes["list"], "the list was changed")
    require(
        sha256(f"shequn-lottery/v1/commitment\n{proof['secret']}\n") == commitment == hashes["commitment"],
        "it is another secret than was committed to",
    )
    require(closed >= rules["closesAt"], "the list was closed too early")
    drand, advice = check_drand(rules["draw"], proof, closed)
    seed = sha256(f"shequn-lottery/v1/seed\nsecret {proof['secret']}\nlist {hashes['list']}\ndrand {drand}\n")
    require(seed == hashes["seed"], "it is another seed")
    winners, alternates = draw_again(rules["draw"], seed, entrants)
    require(exactly(winners, proof["winners"]), "drawing again gives other winners")
    require(exactly(alternates, proof["alternates"]), "drawing again gives other alternates")
    return rules, entrants, hashes, winners, advice


def exactly(drawn, claimed):
    """Equal, and of the same types: Python takes True and 1.0 for 1."""
    return json.dumps(drawn, sort_keys=True) == json.dumps(claimed, sort_keys=True)


def tell(path, receipt):
    """Prints what came of one proof; whether it holds and has the receipt's line."""
    with open(path, encoding="utf-8") as file:
        proof = json.load(file, object_pairs_hook=unique)
    try:
        rules, entrants, hashes, winners, advice = verify(proof)
    except (Wrong, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Wrong(f"The proof does NOT hold: {error}") from error
    print(f"{rules['title']} ({rules['lotteryId']}): {len(entrants)} entrants, {len(winners)} winners. The proof holds.")
    print("Compare these with what was posted in the group before entries opened, and at closing:")
    for key in ("rules", "commitment", "list"):
        print(f"  {key:10}  {hashes[key]}")
    if advice is not None:
        print(f"Not checked here: {advice}")
    if receipt is not None:
        lottery, entrant, name = read_receipt(receipt)
        require(hashes["rules"].startswith(lottery), "the receipt is of another lottery")
        require(entrant in dict(entrants), f"{name} is NOT in the list ({entrant})")
        prizes = [one["tierId"] for one in winners if one["entrant"] == entrant]
        print(f"{name} is in the list ({entrant}) and won {', '.join(prizes) or 'nothing'}.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("proof", nargs="+")
    parser.add_argument("--receipt")
    options = parser.parse_args()
    code = 0
    for path in options.proof:
        try:
            tell(path, options.receipt)
        except Wrong as error:
            print(error)
            code = max(code, 1)
        except (OSError, ValueError) as error:
            print(f"It cannot be read: {error}")
            code = 2
    return code


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
