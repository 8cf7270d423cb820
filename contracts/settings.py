"""Settings of every process, read from the environment (prefix `CHOT_`).

One class for the house: a setting means the same in every process that reads it. Nothing reads the
environment at import; a composition root calls `Settings()` once.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from contracts.registry import ROLES, Role


class Settings(BaseSettings):
    """What may differ between two installations."""

    model_config = SettingsConfigDict(env_prefix="CHOT_", extra="ignore", frozen=True)

    data: Path = Field(
        default=Path("data"),
        description="folder of everything this machine keeps: broker, ClickHouse, secrets, logs",
    )
    kafka: str = Field(
        default="",
        description="host:port,… of an existing Kafka cluster; empty: chot runs its own broker",
    )
    kafka_port: int = Field(default=0, description="port of chot's own broker; 0: any free one")
    partitions: int = Field(default=12, ge=1, description="partitions of every citizen topic")
    replication: int = Field(default=1, ge=1, description="replicas of every topic")
    clickhouse: str = Field(
        default="",
        description="URL of a ClickHouse server; empty: the engine runs inside the server process",
    )
    host: str = Field(default="127.0.0.1", description="address the HTTP servers listen on")
    gateway_port: int = Field(default=0, description="port of the gateway; 0: 8010 or a free one")
    api_port: int = Field(default=0, description="port of the read side; 0: 8020 or a free one")
    public_url: str = Field(
        default="",
        description="address at which people reach the gateway, as it stands in codes on posters;"
        " empty: this machine's",
    )
    captcha_voice: str = Field(
        default="",
        description="folder with Vietnamese recordings (0/*.wav … 9/*.wav, 8 bit, 8 kHz) of the"
        " code to copy; empty: the one made at set-up, or else English",
    )
    worker_port: int = Field(
        default=0, description="port of the worker's health and metrics; 0: free"
    )
    worker_name: str = Field(
        default="worker-1",
        description="static group member: the same name comes back to the same partitions",
    )
    workers: int = Field(default=1, ge=1, description="stream workers that `chot up` starts")
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    publish_linger_ms: float = Field(
        default=8.0, ge=0, description="longest wait for other requests to share a record"
    )
    publish_max_lines: int = Field(default=500, ge=1, description="lines in one record, at most")
    publish_max_bytes: int = Field(default=256 * 1024, description="bytes in one record, at most")
    publish_timeout_s: float = Field(
        default=5.0, gt=0, description="after this long without Kafka's word a request gets 503"
    )

    limit_address_per_s: float = Field(
        default=100.0,
        ge=0,
        description="requests a second of unknown callers at one address, over half a minute;"
        " 0: any number",
    )
    limit_device_per_s: float = Field(
        default=500.0,
        ge=0,
        description="requests a second of one device, over half a minute, each of up to a thousand"
        " scans; 0: any number",
    )
    limit_account_per_s: float = Field(
        default=500.0,
        ge=0,
        description="requests a second of one account, over half a minute; a question counts as"
        " twenty-five; 0: any number",
    )
    trusted_proxies: str = Field(
        default="",
        description="addresses and networks (10.0.0.0/8,…) whose `X-Forwarded-For` is believed;"
        " empty: nobody's",
    )

    load_max_rows: int = Field(default=50_000, description="rows in one insert, at most")
    load_max_age_s: float = Field(default=0.4, gt=0, description="longest wait before an insert")
    board_frame_s: float = Field(default=0.5, gt=0, description="pause between live count frames")
    board_figures_s: float = Field(
        default=5.0, gt=0, description="pause between readings of the board's figures"
    )

    group_max_records: int = Field(default=20_000, ge=1, description="records in one group commit")
    group_max_wait_s: float = Field(default=0.02, gt=0, description="longest wait to fill a group")

    state: Literal["memory://", "rocksdb://"] = Field(
        default="memory://",
        description="where a worker holds its state: in memory, or on disk below `data`",
    )
    recovery_stall_s: float = Field(
        default=60.0, gt=0, description="a worker whose recovery gets no further this long, ends"
    )
    worker_stall_s: float = Field(
        default=20.0,
        gt=0,
        description="a worker on whose partition records wait and nothing moves this long, ends",
    )
    overdue_hours: float = Field(
        default=12.0, gt=0, description="declared to depart and not seen for so long: overdue"
    )

    lane_scans_per_minute: float = Field(
        default=6.0, gt=0, description="what one lane of a checkpoint can do, for its load"
    )
    silent_after_min: int = Field(
        default=30, ge=1, description="a device not heard of this long counts as silent"
    )

    identity_source: str = Field(
        default="",
        description="URL of the population database that confirms identities; simulated: `chot up`"
        " runs a made-up one; empty: none, but `chot demo` runs the made-up one",
    )
    identity_timeout_s: float = Field(
        default=1.0, gt=0, description="longest wait for the population database"
    )

    sheet_alarm_min: int = Field(
        default=60, ge=1, description="a paper sheet that waits longer for its entry is an alarm"
    )
    sheet_photo_days: int = Field(
        default=7, ge=1, description="photographs of sheets are kept so long after their entry"
    )

    reask_every_s: float = Field(
        default=60.0, gt=0, description="a case's saved question is asked again at most this often"
    )
    reask_share: float = Field(
        default=0.1,
        gt=0,
        le=1,
        description="share of its time that a read side spends on asking saved questions again",
    )

    master_key: SecretStr = Field(
        default=SecretStr(""),
        description="the key that wraps the day keys, 32 bytes in base64; empty: `master.key` in"
        " the folder of secrets, or the key service",
    )
    master_key_before: SecretStr = Field(
        default=SecretStr(""),
        description="the one before it, until `chot keys rewrap` has wrapped the day keys anew",
    )
    key_service: str = Field(
        default="",
        description="URL of a key service that wraps the day keys instead, as Vault's transit"
        " engine does (`https://vault:8200/v1/transit`)",
    )
    key_service_key: str = Field(default="chot", description="the key's name in that service")
    key_service_token: SecretStr = Field(
        default=SecretStr(""), description="what that service knows the read side by"
    )

    audit_checkpoint_s: float = Field(
        default=60.0, gt=0, description="pause between checkpoints that bind the audit's chains"
    )
    pass_hours: int = Field(default=72, ge=1, le=255, description="how long a pass is valid")
    # ClickHouse adds the days to a moment that it can only tell up to the year 2106.
    keep_days: int = Field(default=21, ge=1, le=20_000, description="how long movements are kept")
    dead_letter_days: int = Field(
        default=30, ge=1, le=20_000, description="how long lines that nobody could read are kept"
    )
    words_days: int = Field(
        default=3650,
        ge=1,
        le=20_000,
        description="how long words in cases and reviews can be read: their keys go after that",
    )
    log_days: int = Field(
        default=30, ge=1, description="logs and lists of refused import rows are kept so long"
    )
    lists_too_old_s: int = Field(
        default=3600, description="lists older than this count as too old for `on_old_lists`"
    )
    on_old_lists: Literal["flag", "ask"] = Field(
        default="flag", description="what a verdict does when its lists are too old"
    )
    ask_identity: bool = Field(
        default=False, description="officers confirm the identity card at every scan"
    )
    ask_health: bool = Field(
        default=False, description="officers ask for symptoms and temperature at every scan"
    )

    second_factor_roles: str = Field(
        default="",
        pattern=f"^(({'|'.join(ROLES)})(,|$))*$",
        description="roles, with commas between, for which a password alone is good for setting up"
        " a second factor and nothing else; in production: all that people hold",
    )

    oidc_issuer: str = Field(
        default="",
        pattern="^(https?://.+)?$",
        description="issuer (URL) of a provider of identities by which people may sign in; empty:"
        " local accounts only",
    )
    oidc_client_id: str = Field(default="", description="this system's name at the provider")
    oidc_secret_file: str = Field(
        default="",
        description="file with this system's password at the provider; empty: a public client",
    )
    oidc_return_url: str = Field(
        default="",
        description="address of the read side's page /sign-in/return, as the provider knows it",
    )
    oidc_account_claim: str = Field(
        default="preferred_username",
        description="claim of an id token that names the account at the first sign-in",
    )

    @property
    def roles_with_second_factor(self) -> tuple[Role, ...]:
        """The roles that need a second factor."""
        named = self.second_factor_roles.split(",")
        return tuple(role for role in ROLES if role in named)

    @property
    def secrets(self) -> Path:
        """Folder of keys and passwords, readable by the owner only."""
        return self.data / "secrets"

    @property
    def sheets(self) -> Path:
        """Folder of the photographs of paper sheets, each of them encrypted."""
        return self.data / "sheets"
