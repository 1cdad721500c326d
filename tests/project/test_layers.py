from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

import pytest

# Which layers a model of each layer may read. A layer is a folder of models/, or for intermediate
# models and marts the folder below that.
ALLOWED_PARENTS = {
    "staging": {"seeds", "sources"},
    "figures": {"staging"},
    "core": {"staging", "figures", "core"},
    "measured": {"core", "measured"},
    "findings": {"core", "measured", "findings", "assessment", "quality"},
    "assessment": {"core", "assessment"},
    "quality": {"core", "measured", "findings", "quality"},
    "reporting": {"core", "assessment", "quality", "reporting"},
}
NAME_PREFIXES = {
    "staging": ("stg_",),
    "figures": ("int_",),
    "measured": ("int_",),
    "findings": ("int_",),
    "core": ("dim_", "fct_", "bridge_"),
    "assessment": ("fct_",),
    "quality": ("fct_",),
    "reporting": ("rpt_",),
}


class Node(NamedTuple):
    """A model, seed or source, and the layer that it belongs to."""

    layer: str
    name: str


class Edge(NamedTuple):
    """A model and something that it reads."""

    child: Node
    parent: Node


def violations(edges: Iterable[Edge]) -> list[str]:
    """Return a sentence for each edge that goes against the layers."""
    return [
        f"{child.name} in {child.layer} reads {parent.name} in {parent.layer}"
        for child, parent in edges
        if parent.layer not in ALLOWED_PARENTS.get(child.layer, set())
    ]


def as_node(node: dict) -> Node:
    """Return the layer and name of a node of the manifest."""
    if node["resource_type"] == "model":
        # The folder that a model stands in.
        return Node(PurePosixPath(node["original_file_path"]).parent.name, node["name"])
    return Node(f"{node['resource_type']}s", node["name"])


@pytest.fixture(scope="module")
def models(manifest) -> list[dict]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


@pytest.fixture(scope="module")
def edges(manifest, models) -> list[Edge]:
    nodes = {**manifest["nodes"], **manifest["sources"]}
    return [
        Edge(as_node(model), as_node(nodes[parent]))
        for model in models
        for parent in model["depends_on"]["nodes"]
    ]


GOOD_EDGES = [
    Edge(Node(child, "reader"), Node(parent, "read"))
    for child, parents in ALLOWED_PARENTS.items()
    for parent in parents
]


@pytest.mark.parametrize("edge", GOOD_EDGES, ids=str)
def test_the_rule_lets_pass(edge):
    assert violations([edge]) == []


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("core", "seeds"),
        ("core", "reporting"),
        ("core", "quality"),
        ("staging", "staging"),
        ("staging", "core"),
        ("figures", "core"),
        ("measured", "staging"),
        ("assessment", "staging"),
        ("quality", "assessment"),
        ("assessment", "quality"),
        ("reporting", "findings"),
        ("reporting", "staging"),
        ("reporting", "seeds"),
        ("marts", "core"),
        ("core", "marts"),
        ("core", "sources"),
    ],
)
def test_the_rule_catches(child, parent):
    good = GOOD_EDGES[0]
    bad = Edge(Node(child, "reader"), Node(parent, "read"))
    assert violations([good, bad, good]) == [f"reader in {child} reads read in {parent}"]


def test_every_model_reads_only_the_layers_that_its_own_may_read(edges):
    assert {edge.child.layer for edge in edges} >= {"staging", "core", "reporting"}
    assert violations(edges) == []


def test_every_model_stands_in_a_known_layer(models):
    unknown = [model["name"] for model in models if as_node(model).layer not in ALLOWED_PARENTS]
    assert unknown == []


def test_every_seed_is_read_by_its_staging_model_alone(manifest, edges):
    seeds = [node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    readers = {
        seed: [edge.child.name for edge in edges if edge.parent == Node("seeds", seed)]
        for seed in seeds
    }
    assert readers
    assert readers == {seed: [f"stg_{seed}"] for seed in seeds}


def test_the_name_of_a_model_tells_its_layer(models):
    misnamed = []
    for model in models:
        layer, name = as_node(model)
        if not name.startswith(NAME_PREFIXES[layer]):
            misnamed.append(f"{layer}: {name}")
    assert misnamed == []
