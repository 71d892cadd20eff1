"""The chain of opinions printed on the form: officer, head of division, ปลัด, นายก; who is next, vacant ones skipped."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sai_thong.registers.law.service_terms import OpinionStep


def chain_in(service_chain: Sequence[OpinionStep], left_out: Collection[OpinionStep] = ()) -> tuple[OpinionStep, ...]:
    """The chain of a case in its order.

    Args:
        service_chain: Whose opinion the service asks for.
        left_out: Posts that nobody holds or acts in, and those of the officials complained of.
    """
    return tuple(step for step in OpinionStep if step in service_chain and step not in left_out)


def next_opinion(chain: Sequence[OpinionStep], given: Collection[OpinionStep]) -> OpinionStep | None:
    """Whose turn it is: the first after the last one who has written; None when the chain is through.

    A lower one left out on the paper is not asked again once somebody above has written.
    """
    written = [place for place, step in enumerate(chain) if step in given]
    rest = chain[written[-1] + 1 :] if written else chain
    return rest[0] if rest else None


def decider(chain: Sequence[OpinionStep]) -> OpinionStep | None:
    """Whose word on the form is the order: the last of the chain; None where the counter settles it."""
    return chain[-1] if chain else None


def executive_in(chain: Sequence[OpinionStep]) -> tuple[OpinionStep, ...]:
    """Those of the chain before whom a case is laid: ปลัด and นายก."""
    return tuple(step for step in chain if step in (OpinionStep.CLERK, OpinionStep.MAYOR))
