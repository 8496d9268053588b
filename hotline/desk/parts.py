"""What the pages are made of: services, words, and where the desk stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hotline.services.exchanging import Exchanging
from hotline.services.opening import Doorkeeping
from hotline.services.putting_aside import PuttingAside
from hotline.services.statistics import Statistics
from hotline.services.supervising import Supervising

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from dialogs.engine import Library
    from dialogs.words.render import Speech
    from hotline.domain.rights import Rights
    from hotline.services.agencies import ReportedAgencies
    from hotline.services.alerting import Alerting
    from hotline.services.campaigning import Campaigning
    from hotline.services.guidance import Guidebook
    from hotline.services.partner_pages import PartnerPages
    from hotline.services.pulse import Pulse
    from hotline.services.referrals import Referrals
    from hotline.services.staff_accounts import Accounts
    from hotline.services.staff_cases import Casework
    from hotline.services.staff_passkeys import PasskeyDoor


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a page may reach; `origin` is the desk's one address, without a slash at the end.

    Over https the cookie is bound to the host; plain http is for this machine only.
    """

    accounts: Accounts
    passkeys: PasskeyDoor
    casework: Casework
    referrals: Referrals
    partner_pages: PartnerPages
    rights: Rights
    library: Library
    speech: Speech
    guidebook: Guidebook
    pulse: Pulse
    reported_agencies: ReportedAgencies
    campaigning: Campaigning
    alerting: Alerting
    origin: str
    clock: Callable[[], datetime]

    @property
    def statistics(self) -> Statistics:
        """Return what was published."""
        return Statistics(self.casework.database, self.rights, self.clock)

    @property
    def exchanging(self) -> Exchanging:
        """Return what leaves as rows, and who agreed to it."""
        desks = self.casework.desk.handing.desks
        return Exchanging(self.casework.database, desks, self.rights, self.clock)

    @property
    def supervising(self) -> Supervising:
        """Return how a desk stands, and who read what."""
        return Supervising(self.casework)

    @property
    def putting_aside(self) -> PuttingAside:
        """Return what could not be read or worked on."""
        return PuttingAside(self.supervising, self.speech.words)

    @property
    def doorkeeping(self) -> Doorkeeping:
        """Return what is opened with a reason."""
        return Doorkeeping(self.supervising)

    @property
    def secure(self) -> bool:
        """Say whether the desk is reached over https."""
        return self.origin.startswith("https://")

    @property
    def host(self) -> str:
        """Return the host that requests must name."""
        return urlsplit(self.origin).netloc

    @property
    def cookie(self) -> str:
        """Return the name of the sign-in's cookie."""
        return "__Host-desk" if self.secure else "desk"
