"""Make the mutants of a module: one small wrong change each, all through the file.

mutmut's own changes, and those of this project's vocabulary that it does not know: a
milder or stricter level, the next answer of a question, all of for any of, a row or a
part less. mutmut itself changes only what is inside functions; most rules of triage
are rows of module-level tables, so its changes are tried here on every node.

Left out: what is no logic (texts, sources, annotations, imports, decorators, the
messages of errors, type variables) and what can't be run (`if TYPE_CHECKING`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import (
    ByteSpanPositionProvider,
    CodeSpan,
    MetadataWrapper,
    ParentNodeProvider,
    PositionProvider,
)
from mutmut.mutation.mutators import mutation_operators

LEVELS = (
    ("RUN", "RUN_EASY", "WALK", "REST"),
    ("NONE", "SELF_CARE", "ROUTINE", "URGENT_SAME_DAY", "EMERGENCY"),
)
# Calls that are replaced by another name.
OTHER_NAMES = {
    "all_of": "any_of",
    "any_of": "all_of",
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "is_": "at_least",
    "at_least": "at_most",
    "at_most": "at_least",
}
TEXT_CALLS = frozenset({"_", "gettext_noop"})
TEXT_KEYWORDS = frozenset({"source", "reason", "label", "lift", "clear", "unit"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed module; place is the function, class or constant it lies in."""

    module: str
    place: str
    line: int
    before: str
    after: str
    code: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names the mutant while lines move."""
        return (self.module, self.place, self.before, self.after)


def mutants_of(
    module: str, source: str, answers: Mapping[str, Sequence[str]]
) -> Iterator[Mutant]:
    """Yield each mutant of a source; answers are those of each question, in order."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    finder = _Finder(answers)
    finder.parents = wrapper.resolve(ParentNodeProvider)
    wrapper.module.visit(finder)
    lines = wrapper.resolve(PositionProvider)
    spans = wrapper.resolve(ByteSpanPositionProvider)
    seen = set()
    for node, new, place in finder.found:
        code = _replaced(wrapper.module, source, node, new, spans[node])
        if code == source or code in seen:
            continue
        seen.add(code)
        yield Mutant(
            module=module,
            place=place,
            line=lines[node].start.line,
            before=_short(wrapper.module, node),
            after=_short(wrapper.module, new),
            code=code,
        )


def _replaced(
    module: cst.Module, source: str, node: cst.CSTNode, new: cst.CSTNode, span: CodeSpan
) -> str:
    """Return the source with new in the place of node."""
    raw, end = source.encode(), span.start + span.length
    if raw[span.start : end].decode() == module.code_for_node(node):
        inside = module.code_for_node(new)
        return raw[: span.start].decode() + inside + raw[end:].decode()
    # Slower by far, but right where a node owns the space around it.
    changed = module.deep_replace(node, new)
    assert isinstance(changed, cst.Module)
    return changed.code


def _short(module: cst.Module, node: cst.CSTNode) -> str:
    """Return the code of a node on one line."""
    return " ".join(module.code_for_node(node).split())


class _Finder(cst.CSTVisitor):
    """Collects (node, changed node, place) of every change worth trying."""

    def __init__(self, answers: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.answers = answers
        self.parents: Mapping[cst.CSTNode, cst.CSTNode] = {}
        self.found: list[tuple[cst.CSTNode, cst.CSTNode, str]] = []
        self.place: list[str] = []
        self.has_levels = False

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.ImportFrom) and node.module is not None:
            self.has_levels |= "levels" in cst.Module([]).code_for_node(node.module)
        if _is_left_out(node, self.parents.get(node)):
            return False
        name = _name_of(node)
        if name:
            self.place.append(name)
        place = ".".join(self.place)
        self.found += [(node, new, place) for new in self._changes(node)]
        return True

    def on_leave(self, node: cst.CSTNode) -> None:
        if _name_of(node) and not _is_left_out(node, self.parents.get(node)):
            self.place.pop()

    def _changes(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        for kind, operator in mutation_operators:
            if not isinstance(node, kind):
                continue
            for new in operator(node):
                if not _is_other_case(node, new) and _texts(node) == _texts(new):
                    yield new
        yield from self._ours(node)

    def _ours(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        if isinstance(node, cst.Integer) and node.evaluated_value > 0:
            yield cst.Integer(str(node.evaluated_value - 1))
        elif isinstance(node, cst.Name):
            yield from self._other_level(node)
        elif isinstance(node, cst.Call):
            yield from self._other_call(node)
        elif isinstance(node, cst.Tuple | cst.List | cst.Set | cst.Dict):
            yield from _without_one(node)
        elif isinstance(node, cst.If | cst.CompIf):
            yield node.with_changes(test=_not(node.test))

    def _other_level(self, node: cst.Name) -> Iterator[cst.CSTNode]:
        """Yield the levels beside this one."""
        parent = self.parents.get(node)
        if isinstance(parent, cst.Attribute):
            base = parent.value
            if not (isinstance(base, cst.Name) and base.value in ("Verdict", "Care")):
                return
        elif not self.has_levels or isinstance(parent, cst.AssignTarget):
            return
        for levels in LEVELS:
            if node.value in levels:
                place = levels.index(node.value)
                for other in (place - 1, place + 1):
                    if 0 <= other < len(levels):
                        yield node.with_changes(value=levels[other])

    def _other_call(self, node: cst.Call) -> Iterator[cst.CSTNode]:
        name = node.func.attr if isinstance(node.func, cst.Attribute) else node.func
        if not isinstance(name, cst.Name):
            return
        if name.value == "not_" and len(node.args) == 1:
            yield node.args[0].value
        if name.value in OTHER_NAMES and not self._is_same(node, name.value):
            yield node.with_deep_changes(name, value=OTHER_NAMES[name.value])
        if isinstance(node.func, cst.Attribute):
            yield from self._other_answer(node, node.func)

    def _is_same(self, node: cst.Call, name: str) -> bool:
        """Say whether "this answer" and "this or worse" are the same: it is the worst."""
        if name != "is_" or len(node.args) != 1:
            return False
        func, value = node.func, node.args[0].value
        field = getattr(getattr(func, "value", None), "value", None)
        worst = self.answers.get(str(field), ("",))[-1]
        return isinstance(value, cst.SimpleString) and value.evaluated_value == worst

    def _other_answer(
        self, node: cst.Call, func: cst.Attribute
    ) -> Iterator[cst.CSTNode]:
        """Yield the condition with the answer before or after in the question."""
        field = func.value.value if isinstance(func.value, cst.Name) else None
        answers = self.answers.get(str(field), ())
        for arg in node.args:
            value = arg.value
            if not isinstance(value, cst.SimpleString):
                continue
            if value.evaluated_value not in answers:
                continue
            place = answers.index(str(value.evaluated_value))
            for other in answers[max(place - 1, 0) : place + 2]:
                yield node.with_deep_changes(value, value=f'"{other}"')


def _without_one(
    node: cst.Tuple | cst.List | cst.Set | cst.Dict,
) -> Iterator[cst.CSTNode]:
    """Yield the collection without each of its elements."""
    parts = node.elements
    for place in range(len(parts)):
        left = [*parts[:place], *parts[place + 1 :]]
        if not left and isinstance(node, cst.Set):
            continue
        if isinstance(node, cst.Tuple) and len(left) == 1:
            left[0] = left[0].with_changes(comma=cst.Comma())
        if isinstance(node, cst.Tuple) and not node.lpar:
            node = node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        yield node.with_changes(elements=left)


def _not(test: cst.BaseExpression) -> cst.UnaryOperation:
    whole = test.with_changes(
        lpar=[cst.LeftParen(), *test.lpar], rpar=[*test.rpar, cst.RightParen()]
    )
    return cst.UnaryOperation(operator=cst.Not(), expression=whole)


def _name_of(node: cst.CSTNode) -> str:
    """Return what a node names: a function, a class, a constant or a rule."""
    if isinstance(node, cst.FunctionDef | cst.ClassDef):
        return node.name.value
    if isinstance(node, cst.Assign) and isinstance(node.targets[0].target, cst.Name):
        return node.targets[0].target.value
    if isinstance(node, cst.AnnAssign) and isinstance(node.target, cst.Name):
        return node.target.value
    if isinstance(node, cst.Call) and node.args:
        first = node.args[0]
        is_rule = first.keyword is not None and first.keyword.value in ("id", "hint_id")
        if is_rule and isinstance(first.value, cst.SimpleString):
            return str(first.value.evaluated_value)
    return ""


def _is_left_out(node: cst.CSTNode, parent: cst.CSTNode | None) -> bool:
    """Say whether nothing in a node is changed."""
    if isinstance(
        node,
        cst.Annotation | cst.Import | cst.ImportFrom | cst.Decorator | cst.Raise,
    ):
        return True
    if isinstance(node, cst.If) and isinstance(node.test, cst.Name):
        return node.test.value == "TYPE_CHECKING"
    if isinstance(node, cst.Assign):
        return _name_of(node) == "__all__" or _is_type(node.value)
    if isinstance(node, cst.SimpleString | cst.ConcatenatedString):
        return isinstance(parent, cst.Arg | cst.Expr) and _is_text(node, parent)
    return isinstance(node, cst.Call) and _is_text_call(node)


def _is_other_case(node: cst.CSTNode, new: cst.CSTNode) -> bool:
    """Say whether a string only became lower or upper case: XX tells as much."""
    if not (isinstance(node, cst.SimpleString) and isinstance(new, cst.SimpleString)):
        return False
    return node.value.lower() == new.value.lower()


def _texts(node: cst.CSTNode) -> int:
    """Return how many texts a call is given: a text less is no wrong logic."""
    if not isinstance(node, cst.Call):
        return 0
    return sum(
        (isinstance(arg.value, cst.Call) and _is_text_call(arg.value))
        or (arg.keyword is not None and arg.keyword.value in TEXT_KEYWORDS)
        for arg in node.args
        if not (isinstance(arg.value, cst.Name) and arg.value.value == "None")
    )


def _is_text(node: cst.CSTNode, parent: cst.CSTNode) -> bool:
    if isinstance(parent, cst.Expr):
        return True
    keyword = parent.keyword if isinstance(parent, cst.Arg) else None
    return keyword is not None and keyword.value in TEXT_KEYWORDS


def _is_text_call(node: cst.Call) -> bool:
    return _is_call_of(node, TEXT_CALLS)


def _is_type(node: cst.CSTNode) -> bool:
    """Say whether a value only names a type, as `Callable[[int], bool]` does."""
    if isinstance(node, cst.Subscript) and isinstance(node.value, cst.Name):
        return node.value.value in ("Callable", "Mapping", "tuple")
    return _is_call_of(node, {"TypeVar"})


def _is_call_of(node: cst.CSTNode, names: Set[str]) -> bool:
    return (
        isinstance(node, cst.Call)
        and isinstance(node.func, cst.Name)
        and node.func.value in names
    )
