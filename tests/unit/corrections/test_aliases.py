"""Names that sources go by: the newest alias of a name holds, and no order of them leads in a circle."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from reader.corrections.aliases import Names
from reader.model.correction import Alias

PAIRS = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), min_size=1, max_size=8)


def named(*pairs: tuple[str, str]) -> Names:
    return Names(Alias(f"{number}", name, becomes) for number, (name, becomes) in enumerate(pairs))


def test_a_name_goes_by_what_its_name_goes_by() -> None:
    names = named(("a", "b"), ("b", "c"))
    assert [names.of(name) for name in "abcd"] == ["c", "c", "c", "d"]


def test_a_name_that_is_given_back_is_its_own_again() -> None:
    names = named(("a", "b"), ("b", "a"))
    assert [names.of(name) for name in "ab"] == ["a", "a"]


def test_an_older_alias_that_holds_again_leads_into_no_circle() -> None:
    names = named(("a", "b"), ("p", "a"), ("a", "p"))
    assert [names.of(name) for name in "abp"] == ["p", "b", "p"]


@given(PAIRS)
@example([("a", "b"), ("c", "d"), ("d", "a"), ("a", "c")])
def test_the_last_alias_holds_and_every_name_comes_to_an_end(pairs: list[tuple[str, str]]) -> None:
    names = named(*pairs)
    name, becomes = pairs[-1]
    assert names.of(name) == names.of(becomes)
    for each in "abcde":
        assert names.of(names.of(each)) == names.of(each)


def test_the_article_s_own_name_holds_before_that_of_every_article() -> None:
    own, of_all = Alias("1", "a", "b", document_id=7), Alias("2", "a", "c")
    assert [Names(aliases).of("a") for aliases in ([own, of_all], [of_all, own])] == ["b", "b"]
    later = Alias("3", "b", "d")
    assert Names([own, of_all, later]).of("a") == "d"


def test_a_name_that_is_given_back_everywhere_is_its_own_again_here() -> None:
    assert Names([Alias("1", "a", "b", document_id=7), Alias("2", "b", "a")]).of("b") == "a"
