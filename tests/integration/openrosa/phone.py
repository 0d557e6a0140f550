"""A client as ODK Collect is one: it lists, downloads, fills, asks where to send (HEAD), and posts in parts."""

import base64
import hashlib
import re
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.test import Client
from lxml import etree

XFORMS = "{http://www.w3.org/2002/xforms}"
TEMPLATE = "{http://openrosa.org/javarosa}template"
LIST = "{http://openrosa.org/xforms/xformsList}"
RESPONSE = "{http://openrosa.org/http/response}"
STEP = re.compile(r"(?P<name>[^\[]+)(\[(?P<index>\d+)\])?")


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def message(self) -> etree._Element:
        found = etree.fromstring(self.body).find(f"{RESPONSE}message")
        assert found is not None
        return found

    @property
    def code(self) -> str:
        return self.message.get("code") or ""


Transport = Callable[[str, str, Mapping[str, str], bytes], Reply]


def in_process(method: str, address: str, headers: Mapping[str, str], body: bytes) -> Reply:
    """Ask Django's test client, without a session and with CSRF checks."""
    place = urlsplit(address)
    path = f"{place.path}?{place.query}" if place.query else place.path
    kind = headers.get("Content-Type", "application/octet-stream")
    client = Client(enforce_csrf_checks=True)
    response = client.generic(method, path, body, content_type=kind, headers=dict(headers))
    return Reply(response.status_code, response.headers, response.getvalue())


def over_http(method: str, address: str, headers: Mapping[str, str], body: bytes) -> Reply:
    """Ask a running server."""
    request = urllib.request.Request(address, data=body or None, headers=dict(headers), method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Reply(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return Reply(error.code, error.headers, error.read())


def basic(email: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{email}:{secret}".encode()).decode()


@dataclass
class Phone:
    """A device with its credentials; WHERE is what a person types as the server's address."""

    authorization: str
    ask: Transport = in_process
    where: str = "http://testserver/openrosa"
    device: str = field(default_factory=lambda: f"collect:{uuid.uuid4().hex[:16]}")

    def request(self, method: str, address: str, body: bytes = b"", **more: str) -> Reply:
        headers = {"X-OpenRosa-Version": "1.0", "User-Agent": "org.odk.collect.android/v2025.1"}
        if self.authorization:
            headers["Authorization"] = self.authorization
        return self.ask(method, address, {**headers, **more}, body)

    def list(self) -> Reply:
        return self.request("GET", f"{self.where}/formList?deviceID={self.device}")

    def entries(self) -> "list[dict[str, str]]":
        answer = self.list()
        assert (answer.status, answer.headers["X-OpenRosa-Version"]) == (200, "1.0"), answer.body
        found = etree.fromstring(answer.body)
        assert found.tag == f"{LIST}xforms"
        return [{etree.QName(each).localname: each.text or "" for each in entry} for entry in found]

    def download(self, entry: Mapping[str, str]) -> bytes:
        answer = self.request("GET", entry["downloadUrl"])
        assert answer.status == 200, answer.body
        assert entry["hash"] == f"md5:{hashlib.md5(answer.body, usedforsecurity=False).hexdigest()}"
        return answer.body

    def form(self) -> bytes:
        [entry] = self.entries()
        return self.download(entry)

    def head(self) -> Reply:
        return self.request("HEAD", f"{self.where}/submission?deviceID={self.device}")

    def send(self, xml: bytes, files: Mapping[str, bytes] | None = None, *, incomplete: bool = False) -> Reply:
        parts = [part("xml_submission_file", xml, "submission.xml", "text/xml")]
        parts += [part(name, data, name, "application/octet-stream") for name, data in (files or {}).items()]
        if incomplete:
            parts.append(part("*isIncomplete*", b"yes"))
        body = b"".join(parts) + b"--odk-boundary--\r\n"
        kind = {"Content-Type": "multipart/form-data; boundary=odk-boundary"}
        return self.request("POST", f"{self.where}/submission?deviceID={self.device}", body, **kind)


def part(name: str, data: bytes, file: str = "", kind: str = "") -> bytes:
    head = f'--odk-boundary\r\nContent-Disposition: form-data; name="{name}"'
    head += f'; filename="{file}"' if file else ""
    head += f"\r\nContent-Type: {kind}" if kind else ""
    return f"{head}\r\n\r\n".encode() + data + b"\r\n"


def primary(form: bytes) -> etree._Element:
    """Return the primary instance as a new filling starts from it."""
    document = etree.fromstring(form)
    found = next(iter(next(document.iter(f"{XFORMS}instance"))))
    for each in list(found.iter()):
        if each.get(TEMPLATE) is not None:
            each.getparent().remove(each)  # type: ignore[union-attr]
    return found


def place(root: etree._Element, path: str) -> etree._Element:
    """Return the element at a path; entries of lists are added as a person adds them."""
    for step in path.split("/"):
        found = STEP.fullmatch(step)
        assert found is not None
        same = [each for each in root if etree.QName(each).localname == found["name"]]
        while len(same) < int(found["index"] or 1):
            more = deepcopy(same[-1])
            for leaf in more.iter():
                leaf.text = None
            same[-1].addnext(more)
            same.append(more)
        root = same[int(found["index"] or 1) - 1]
    return root


def prefilled(form: bytes) -> dict[str, str]:
    """Return the answers that came with a form: by path without indexes, each once."""
    root = primary(form)
    leaves = [each for each in root.iter() if not len(each) and (each.text or "").strip()]
    return {etree.QName(each).localname: each.text or "" for each in leaves}


def fill(
    form: bytes, answers: Mapping[str, str], *, drop: tuple[str, ...] = (), instance: str = "", extra: str = ""
) -> bytes:
    """Return the XML of a filling: ANSWERS typed, what does not apply (DROP) left out, EXTRA an unknown element."""
    root = primary(form)
    for path, text in answers.items():
        place(root, path).text = text or None
    for path in drop:
        element = place(root, path)
        element.getparent().remove(element)  # type: ignore[union-attr]
    place(root, "meta/instanceID").text = instance or f"uuid:{uuid.uuid4()}"
    if extra:
        etree.SubElement(root, extra).text = "somebody typed this"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
