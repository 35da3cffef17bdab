"""Settings, each from the environment (`ZHUXIN_…`) with a default. `docs/reference/settings.md` is made from here."""

from decimal import Decimal
from ipaddress import ip_network
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parents[3]


class Settings(BaseSettings):
    """What an operator may set. Every default is fit for one machine."""

    model_config = SettingsConfigDict(env_prefix="ZHUXIN_", extra="ignore")

    data_dir: Path = Field(
        Path("var"), description="Where the embedded database, files, keys and logs are kept."
    )
    database_url: str | None = Field(None, description="The lender's own PostgreSQL; unset: an embedded one.")
    owner_url: str | None = Field(
        None,
        description="The same PostgreSQL as the owner of the audit log's tables, for run, migrate, backup and restore; unset: the role of"
        " ZHUXIN_DATABASE_URL owns them and could change them.",
    )
    key_file: Path | None = Field(
        None, description="Master key file; unset: keys/master.key in the data directory."
    )
    audit_anchor_file: Path | None = Field(
        None,
        description="File that each sealed batch of the audit log is told to; unset: audit-anchors.log in the data directory.",
    )
    syslog: str = Field(
        "",
        pattern=r"^(|/\S+|\S+:\d{1,5})$",
        description="Syslog server that each sealed batch of the audit log is told to as well, by TCP: host:port; or /dev/log.",
    )
    host: str = Field("127.0.0.1", description="Address the web server binds to.")
    port: int = Field(8000, ge=1, le=65535, description="Port the web server binds to.")
    pool_size: int = Field(10, ge=1, le=200, description="Database connections a process keeps at most.")
    lock_timeout_ms: int = Field(5000, ge=100, description="How long a write waits for a row lock.")
    statement_timeout_ms: int = Field(
        30000, ge=100, description="How long one statement of a request may take."
    )
    body_limit_bytes: int = Field(1_048_576, ge=1024, description="Largest JSON body taken.")
    file_limit_bytes: int = Field(20_971_520, ge=1024, description="Largest file taken.")
    second_person: bool = Field(
        True,
        description="Payments, rights and what decides on money wait for a second person. Off: one person does it all, and every page"
        " says so; only for trying out.",
    )
    session_hours: int = Field(12, ge=1, le=720, description="A log-in session ends after this many hours.")
    session_idle_minutes: int = Field(
        30, ge=1, le=43_200, description="A session that nobody uses ends after this many minutes."
    )
    password_length: int = Field(
        12, ge=8, le=64, description="Least characters of a password that somebody chooses."
    )
    password_days: int = Field(
        0,
        ge=0,
        le=3650,
        description="A password is to be changed after so many days; 0: only when there is a reason.",
    )
    secure_cookie: bool = Field(
        False,
        description="Send the session cookie over HTTPS only, also where a request does not say that it came so. Over HTTPS it is"
        " always so.",
    )
    trusted_proxies: str = Field(
        "",
        description="Addresses and networks of the proxies before this server, with commas between, as 10.0.0.5,10.1.0.0/16: only"
        " from them X-Forwarded-For and X-Forwarded-Proto are believed.",
    )
    second_factor_roles: str = Field(
        "admin,security,auditor",
        description="Roles whose holders need a second factor, with commas between; *: everybody. A demo and a copy of the"
        " configuration go without.",
    )
    step_up_minutes: int = Field(
        10, ge=1, le=720, description="How long a proof of who one is holds for reveals, payments and rights."
    )
    token_days: int = Field(90, ge=1, le=3650, description="An API token ends after so many days.")
    public_url: str = Field(
        "",
        pattern=r"^(https?://[^/]+)?$",
        description="How people reach the system, as https://crm.example.com; unset: as each request names it. Passkeys and the"
        " log-in by a provider are bound to it.",
    )
    oidc_issuer: str = Field(
        "",
        pattern=r"^(https?://.+)?$",
        description="Address of an OpenID Connect provider by which people may log in too; unset: by password only. Set"
        " ZHUXIN_PUBLIC_URL with it; the address to come back to is /api/v1/auth/oidc/back below it.",
    )
    oidc_client_id: str = Field("zhuxin", description="What this system is called at the provider.")
    oidc_secret_file: Path | None = Field(None, description="File with the secret that the provider gave it.")
    oidc_scope: str = Field("openid profile email", description="What is asked of the provider.")
    oidc_claim: str = Field(
        "preferred_username",
        description="Claim of the provider that is the username here. Only who is a user here is let in; `email` only where it is"
        " verified.",
    )
    oidc_label: str = Field(
        "统一登录 / Single sign-on", description="What the button on the log-in page says."
    )
    login_attempts: int = Field(
        5,
        ge=1,
        le=100,
        description="Wrong passwords under a name from one address before the next try has to wait.",
    )
    login_wait_minutes: int = Field(15, ge=1, le=1440, description="How long a next try has to wait at most.")
    logins_per_minute: int = Field(
        120,
        ge=0,
        description="Log-ins a minute from one client address, all at once if need be; 0: no limit. Each web server counts for"
        " itself. Behind a proxy set ZHUXIN_TRUSTED_PROXIES, or all clients count as one.",
    )
    form_reads_per_minute: int = Field(
        120, ge=0, description="Looks at external forms a minute from one client address; 0: no limit."
    )
    form_uploads_per_minute: int = Field(
        20, ge=0, description="Files for external forms a minute from one client address; 0: no limit."
    )
    form_answers_per_minute: int = Field(
        10, ge=0, description="Answers to external forms a minute from one client address; 0: no limit."
    )
    form_totals_per_minute: int = Field(
        120, ge=0, description="Answers a minute to one external form from all addresses; 0: no limit."
    )
    reads_per_minute: int = Field(
        60_000,
        ge=0,
        description="API reads a minute of one user; 0: no limit. Each web server counts for itself.",
    )
    writes_per_minute: int = Field(
        12_000,
        ge=0,
        description="API writes a minute of one user; 0: no limit. Each web server counts for itself.",
    )
    masked_comparisons_per_hour: int = Field(
        20,
        ge=0,
        description="How often an hour somebody may ask whether a masked field has a whole value that she gives, as a search by an ID"
        " number does; 0: only who may read the field.",
    )
    alert_reads_per_hour: int = Field(
        2000,
        ge=0,
        description="Records of customers read by one person in an hour that raise an alert; 0: none.",
    )
    alert_reveals_per_hour: int = Field(
        30, ge=0, description="Values revealed by one person in an hour that raise an alert; 0: none."
    )
    alert_failed_log_ins_per_hour: int = Field(
        20,
        ge=0,
        description="Failed log-ins of one account or address in an hour that raise an alert; 0: none.",
    )
    read_log_days: int = Field(
        365, ge=180, le=3650, description="How many days the log of who read what is kept."
    )
    annual_rate_cap: Decimal = Field(
        Decimal("0.24"), description="Highest annual rate a quote or product may have."
    )
    contact_start_hour: int = Field(
        8, ge=0, le=23, description="Collections may contact a borrower from this hour."
    )
    contact_end_hour: int = Field(
        22, ge=1, le=24, description="Collections may contact a borrower until this hour."
    )
    contacts_per_day: int = Field(
        3, ge=1, le=20, description="Collection contacts to one borrower a day at most."
    )
    payment_delay_seconds: float = Field(
        1.0, ge=0, description="After how long the payment simulator calls back."
    )
    payment_failure_rate: float = Field(
        0.0, ge=0, le=1, description="Share of first payments the simulator fails."
    )
    demo_applicants: int = Field(
        1000, ge=0, le=1000, description="How many applicants the demo loads; 0: people only."
    )
    export_free_rows: int = Field(
        10_000, ge=0, description="An export of more rows needs the approval of a second person."
    )
    export_hours: int = Field(24, ge=1, le=720, description="An exported file is kept this many hours.")
    time_zone: str = Field("Asia/Shanghai", description="The lender's time zone.")
    lender_name: str = Field("筑信示范小贷", description="The lender's name on pages and contracts.")
    web_dir: Path = Field(REPOSITORY / "web" / "dist", description="The built web app.")
    frame_hosts: str = Field(
        "",
        pattern=r"^[a-zA-Z0-9.:, -]*$",
        description="Hosts whose pages may be shown in a frame on a page, with commas between; they go into the CSP.",
    )
    soffice: str = Field(
        "soffice",
        description="LibreOffice, which makes PDF of Word templates where there is one: its path, or its name on the PATH.",
    )
    log_format: str = Field("json", pattern="^(json|console)$", description="How log lines are written.")

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        for one in filter(None, (part.strip() for part in value.split(","))):
            ip_network(one, strict=False)
        return value

    @property
    def master_key_path(self) -> Path:
        return self.key_file or self.data_dir / "keys" / "master.key"

    @property
    def anchor_path(self) -> Path:
        return self.audit_anchor_file or self.data_dir / "audit-anchors.log"

    @property
    def export_dir(self) -> Path:
        return self.data_dir / "exports"

    @property
    def file_dir(self) -> Path:
        return self.data_dir / "files"
