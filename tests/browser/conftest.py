"""What the browser tests share: a running server with the dashboards, and a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import (
    AS_A_READER,
    CHROMIUM_OPTIONS,
    Server,
    chromium,
    log_in,
)


@pytest.fixture(scope="session")
def project(copy_project) -> Path:
    """Return a copy of the built project, to show and to build again."""
    return copy_project()


@pytest.fixture(scope="session")
def server(project) -> Iterator[Server]:
    """Show the dashboards of the project until the tests end."""
    server = Server(project)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, server: Server, user: str, script: str = "") -> Iterator[Page]:
    """Open a page that is logged in; at the end see that it asked no other address for anything."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    asked = []
    context.on("requestfinished", lambda request: asked.append(request))
    context.on("requestfailed", lambda request: asked.append(request))
    context.add_init_script(script)
    page = context.new_page()
    log_in(page, server, user)
    yield page
    context.close()
    local = (server.address, "data:", "blob:")
    # What the browser refused because of the content security policy went nowhere.
    assert [
        request.url
        for request in asked
        if not request.url.startswith(local) and request.failure != "csp"
    ] == []


@pytest.fixture(scope="session")
def page(browser, server) -> Iterator[Page]:
    """Return a page of the administrator, for whom Superset draws all charts at once."""
    with visit(browser, server, "admin") as page:
        yield page


@pytest.fixture(scope="session")
def reader(browser, server) -> Iterator[Page]:
    """Return a page of somebody who may only look, and that Superset takes for a reader's."""
    with visit(browser, server, "lezer", AS_A_READER) as page:
        yield page
