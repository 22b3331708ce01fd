"""The part of treebeard that we use, with its types: the package ships none.

The declarations under `TYPE_CHECKING` mirror treebeard 5; what runs is treebeard itself.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, Self, TypeVar

    from django.db import models

    Node = TypeVar("Node", bound=models.Model)

    class TreeQuerySet(models.QuerySet[Node]):
        """A queryset whose `delete` keeps the tree whole."""

    class TreeManager(models.Manager[Node]):
        """A manager that gives nodes in the order of the tree."""

    class TreeNode(models.Model):
        """A node of a tree kept by materialised path."""

        path = models.CharField(max_length=255, unique=True)
        depth = models.PositiveIntegerField()
        numchild = models.PositiveIntegerField(default=0)
        steplen: int

        class Meta:
            abstract = True

        @classmethod
        def add_root(cls, **fields: Any) -> Self:
            """Add a node above which there is none."""

        def add_child(self, **fields: Any) -> Self:
            """Add a node below this one, after its other children."""

        def move(self, target: Self, pos: str | None = None) -> None:
            """Take the node and everything below it elsewhere; objects in memory keep their old path."""

        def get_ancestors(self) -> models.QuerySet[Self]:
            """The nodes above, from the root down."""

        def get_children(self) -> models.QuerySet[Self]:
            """The nodes just below."""

        def get_parent(self, *, update: bool = False) -> Self | None:
            """The node just above, if any."""

        @classmethod
        def find_problems(cls) -> tuple[list[int], ...]:
            """What is wrong with the tree, as five lists of row ids; all empty when it is sound."""

else:
    from treebeard.mp_tree import MP_Node as TreeNode
    from treebeard.mp_tree import MP_NodeManager as TreeManager
    from treebeard.mp_tree import MP_NodeQuerySet as TreeQuerySet

__all__ = ["TreeManager", "TreeNode", "TreeQuerySet"]
