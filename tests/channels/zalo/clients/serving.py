"""Makes the calls that are asked for on standard input, and prints what the client understood, a line of JSON each."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Mapping
from inspect import isawaitable
from typing import Any

Call = Callable[..., Any]
Connected = Callable[..., Mapping[str, Call]]


def serve(connected: Connected) -> None:
    """Until standard input ends; "connect" has the address and the token of the bot that the next calls are of.

    A call may be awaited or not, since one client has methods that start a loop of their own.
    """
    calls: Mapping[str, Call] = {}
    with asyncio.Runner() as runner:
        for line in sys.stdin:
            name, arguments = json.loads(line)
            if name == "connect":
                calls = connected(**arguments)
            else:
                print(json.dumps(_answered(runner, calls[name], arguments)), flush=True)


def _answered(runner: asyncio.Runner, call: Call, arguments: dict[str, Any]) -> dict[str, Any]:
    try:
        result = call(**arguments)
        return {"understood": runner.run(_awaited(result)) if isawaitable(result) else result}
    except Exception as error:
        return {"raised": type(error).__name__, "words": str(error)}


async def _awaited(result: Any) -> Any:
    return await result
