"""Run the machine of `soak.machine` some hundred times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from soak.machine import Service
from soak.world import World, read_texts

if TYPE_CHECKING:
    from asyncio import Runner

    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore


def try_everything(
    runner: Runner, database: Database, keystore: Keystore, *, tries: int, steps: int, chance: int
) -> int:
    """Let anything happen `tries` times, up to `steps` acts each; return how many acts were done.

    Raises what the first broken promise raises, and prints the shortest way to it.
    """
    texts, acts = read_texts(), [0]

    class Trying(Service):
        run = staticmethod(runner.run)

        def __init__(self) -> None:
            super().__init__()
            self.world = World(database, keystore, texts)

        def teardown(self) -> None:
            super().teardown()
            acts[0] += self.acts
            self.run(self.world.close())

    told = settings(
        max_examples=tries,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    run_state_machine_as_test(seed(chance)(Trying), settings=told)
    return acts[0]
