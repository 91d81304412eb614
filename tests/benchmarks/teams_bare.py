"""Endpoints around botbuilder that do nothing: `python -m tests.benchmarks.teams_bare KIND`.

`stock`: as the library comes. `cured`: with the one attribute set that costs most of its time. Both
answer each invoke, and authenticate nobody. Our own connector cures the library as soon as it is
imported, so nothing here may import it.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import web
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity, ActivityTypes
from msrest.universal_http.requests import ClientRetryPolicy

from tests.benchmarks.serving import main, served
from tests.teams.volley import PATH

_ANSWER = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "ok"}


class _Nobody:
    """Settings of a botbuilder that authenticates nobody."""

    APP_ID = ""
    APP_PASSWORD = ""
    APP_TYPE = "MultiTenant"
    APP_TENANTID = ""


@asynccontextmanager
async def bare(*, cured: bool) -> AsyncIterator[int]:
    """An endpoint that answers each invoke."""
    assert type(ClientRetryPolicy.safe_codes) is list, "something here cured the library already"
    if cured:
        ClientRetryPolicy.safe_codes = frozenset(ClientRetryPolicy.safe_codes)  # type: ignore[assignment]
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(_Nobody()))

    async def answer(context: TurnContext) -> None:
        response = InvokeResponse(status=HTTPStatus.OK, body=_ANSWER)
        await context.send_activity(Activity(type=ActivityTypes.invoke_response, value=response))

    async def take(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        authorization = request.headers.get("Authorization", "")
        found = await adapter.process_activity(authorization, activity, answer)
        return web.json_response(found.body, status=found.status)

    app = web.Application()
    app.router.add_post(PATH, take)
    async with served(app) as port:
        yield port


KINDS = {"stock": lambda: bare(cured=False), "cured": lambda: bare(cured=True)}

if __name__ == "__main__":
    main(KINDS, sys.argv[1:])
