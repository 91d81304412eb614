"""The rules of the house that no linter knows: names, sizes, plates on doors, what is not told."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "integrations", "storage")
NOBODYS_JOB = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
LONGEST_FUNCTION = 60
LONGEST_OF_95_IN_100 = 30

# In two halves, so that this file does not name them itself.
REGISTRY_HOSTS = [
    f"{name}.{domain}"
    for name, domain in [
        ("pypi", "org"),
        ("files.pythonhosted", "org"),
        ("registry.npmjs", "org"),
        ("registry.yarnpkg", "com"),
        ("deb.debian", "org"),
        ("proxy.golang", "org"),
    ]
]


def _modules(*rooms: str) -> list[Path]:
    found = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in found if "node_modules" not in path.parts]


def _names_of_nobodys_job(modules: Iterable[Path]) -> list[str]:
    return [
        str(module)
        for module in modules
        if NOBODYS_JOB & {word for part in module.with_suffix("").parts for word in part.split("_")}
    ]


def _lengths(source: str) -> Iterator[tuple[str, int]]:
    """Name and length of each function, signature and body without the docstring, in lines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            yield node.name, length - _docstring_length(node)


def _docstring_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node) is None:
        return 0
    docstring = node.body[0]
    assert docstring.end_lineno is not None
    return docstring.end_lineno - docstring.lineno + 1


def _all_lengths() -> dict[str, int]:
    return {
        f"{module.relative_to(ROOT)}: {name}": length
        for module in _modules(*PRODUCT)
        for name, length in _lengths(module.read_text())
    }


def _tracked_files() -> list[Path]:
    listed = subprocess.run(
        # A checkout that belongs to somebody else is read all the same.
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]


def _hosts_named_in(content: bytes) -> list[str]:
    return [host for host in REGISTRY_HOSTS if host.encode() in content.lower()]


def test_no_module_is_called_after_nobodys_job() -> None:
    modules = [module.relative_to(ROOT) for module in _modules(*PRODUCT, "tests")]

    assert _names_of_nobodys_job(modules) == []


@pytest.mark.parametrize("name", ["bot/utils.py", "storage/base/tables.py", "bot/card_helpers.py"])
def test_a_module_called_after_nobodys_job_is_seen(name: str) -> None:
    assert _names_of_nobodys_job([Path(name)]) == [name]


def test_every_module_says_in_one_sentence_what_belongs_in_it() -> None:
    silent = [
        str(module.relative_to(ROOT))
        for module in _modules(*PRODUCT, "tests")
        if not (ast.get_docstring(ast.parse(module.read_text())) or "").partition("\n")[0]
    ]

    assert silent == []


def test_no_function_is_long() -> None:
    too_long = {name: n for name, n in _all_lengths().items() if n > LONGEST_FUNCTION}

    assert too_long == {}


def test_hardly_any_function_is_longer_than_a_screenful() -> None:
    lengths = _all_lengths().values()

    assert statistics.quantiles(lengths, n=100)[94] < LONGEST_OF_95_IN_100


def test_a_functions_length_is_measured_without_its_docstring() -> None:
    source = '''
def claim(case):
    """One.

    Two.
    """
    return case
'''

    assert list(_lengths(source)) == [("claim", 2)]


def test_the_domain_knows_no_library_but_holidays() -> None:
    graph = grimp.build_graph("bot", include_external_packages=True, cache_dir=None)
    domain = graph.find_descendants("bot.domain") | {"bot.domain"}

    imported = {
        name for module in domain for name in graph.find_modules_directly_imported_by(module)
    }

    libraries = {name.partition(".")[0] for name in imported} - {"bot"} - sys.stdlib_module_names
    assert libraries <= {"holidays"}


def test_no_file_names_a_package_registry() -> None:
    naming = {
        str(file.relative_to(ROOT)): hosts
        for file in _tracked_files()
        if (hosts := _hosts_named_in(file.read_bytes()))
    }

    assert naming == {}


def test_a_package_registry_is_seen_where_it_is_named() -> None:
    content = f"--index-url https://{REGISTRY_HOSTS[0].upper()}/simple".encode()

    assert _hosts_named_in(content) == REGISTRY_HOSTS[:1]
