"""Who may be contacted when. Pure. Source: 《关于规范整顿"现金贷"业务的通知》 and the 2025 collection guidance
(GB/T 《互联网金融 个人网络消费信贷 贷后催收风控指引》): quiet hours 22:00-08:00, at most three contacts a day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from zhuxin.core.errors import Refusal
from zhuxin.lending.collections.errors import ComplaintStops, ContactLimit, QuietHours


def contact_refusal(
    now: datetime,
    zone: ZoneInfo,
    *,
    start_hour: int,
    end_hour: int,
    contacts_today: int,
    limit: int,
    complained: bool,
) -> Refusal | None:
    """Why a borrower may not be contacted at an instant, or None. Hours are in the lender's zone."""
    if complained:
        return ComplaintStops()
    if not start_hour <= now.astimezone(zone).hour < end_hour:
        return QuietHours(start=f"{start_hour:02d}", end=end_hour)
    if contacts_today >= limit:
        return ContactLimit(count=contacts_today)
    return None
