"""The alarms: an address that is called when a run fails, and runs marked as crashed when their worker died.

Set up by: python -m flows.alarm ADDRESS. Again with another address, the alarm goes there.
"""

import argparse
import sys
from datetime import timedelta

from prefect.automations import Automation
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import CallWebhook, ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture

TAG = "paperlake"
"""Of all deployments in prefect.yaml."""

SILENCE = timedelta(seconds=90)
"""How long a run may be without a sign of life; prefect.yaml asks for one every 30 seconds."""

_RUN = {"prefect.resource.id": "prefect.flow-run.*"}
_OURS = {"prefect.resource.id": f"prefect.tag.{TAG}", "prefect.resource.role": "tag"}
_BAD = {f"prefect.flow-run.{state}" for state in ("Failed", "Crashed", "TimedOut")}
_ENDED = _BAD | {f"prefect.flow-run.{state}" for state in ("Completed", "Cancelled")}

# what Slack, Mattermost and others take as a message; the filter quotes whatever stands in it
_MESSAGE = """{"text": {{ (
    flow_run.name ~ ": " ~ flow_run.state.name ~ ". " ~ (flow_run.state.message or "") ~ " " ~ (flow_run|ui_url)
) | tojson }}}"""


def set_up(address: str) -> None:
    """Make both automations on the server, or bring them up to date."""
    block = Webhook(url=address, headers={"Content-Type": "application/json"})
    hook = block.save("paperlake-alarm", overwrite=True)
    _save(
        Automation(
            name="paperlake: a run failed",
            description="Calls the address of the block paperlake-alarm",
            trigger=EventTrigger(expect=_BAD, match=_RUN, match_related=_OURS, posture=Posture.Reactive, threshold=1, within=timedelta()),
            actions=[CallWebhook(block_document_id=hook, payload=_MESSAGE)],
        )
    )
    heartbeat = "prefect.flow-run.heartbeat"
    _save(
        Automation(
            name="paperlake: a run is dead",
            description="Marks a run as crashed whose worker gives no sign of life, so that it can be started again",
            trigger=EventTrigger(
                after={heartbeat},
                expect={heartbeat} | _ENDED,
                match=_RUN,
                match_related=_OURS,
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=SILENCE,
            ),
            actions=[ChangeFlowRunState(state=StateType.CRASHED, message=f"no sign of life for {SILENCE.seconds} seconds")],
        )
    )


def _save(automation: Automation) -> None:
    with get_client(sync_client=True) as client:
        for known in client.read_automations_by_name(automation.name):
            automation.id = known.id
    automation.update() if automation.id else automation.create()


def main() -> int:
    """Set the alarms up from the command line."""
    parser = argparse.ArgumentParser(prog="python -m flows.alarm", description=set_up.__doc__)
    parser.add_argument("address", metavar="ADDRESS", help="what to call with a JSON message: a webhook of Slack, Mattermost, …")
    set_up(parser.parse_args().address)
    print("Runs that fail call the alarm; runs that are dead are marked as crashed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
