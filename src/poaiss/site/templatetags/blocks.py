"""Components with a body: ``{% notice "warning" title=… %}…{% endnotice %}``."""

from typing import Any

from django.template import Context, Library, Node, NodeList
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.text import slugify


class BlockComponent(Node):
    """Render ``components/NAME.html`` with the parameters, ``body`` and an ``id`` for labels."""

    def __init__(self, name: str, kind: FilterExpression | None, given: dict[str, FilterExpression], body: NodeList):
        """Keep what the parser found."""
        self.name, self.kind, self.given, self.nodelist = name, kind, given, body

    def render(self, context: Context) -> str:
        """Render the body where it stands, then the component around it."""
        values: dict[str, Any] = {key: value.resolve(context) for key, value in self.given.items()}
        if self.kind is not None:
            values["kind"] = self.kind.resolve(context)
        words = str(values.get("title") or values.get("caption") or self.name)
        values.setdefault("id", f"{self.name}-{slugify(words, allow_unicode=True)[:40]}")
        values["body"] = self.nodelist.render(context)
        template = context.template.engine.get_template(f"components/{self.name}.html")  # type: ignore[union-attr]
        return str(template.render(context.new(values)))


def register_block(library: Library, name: str, tag: str = "") -> None:
    """Register ``{% NAME [kind] [key=value …] %}…{% endNAME %}``; TAG: another word for the same component."""
    tag = tag or name

    def parse(parser: Parser, token: Token) -> BlockComponent:
        bits = token.split_contents()[1:]
        kind = parser.compile_filter(bits.pop(0)) if bits and "=" not in bits[0] else None
        given = token_kwargs(bits, parser)
        body = parser.parse((f"end{tag}",))
        parser.delete_first_token()
        return BlockComponent(name, kind, given, body)

    library.tag(tag, parse)
