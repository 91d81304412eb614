"""Settings, and the company's own choices: read from the environment and one file, and checked.

Every mistake is told at once, with its place and what to write instead; no secret is ever printed.
A room for each kind of table; `builder` puts them together, `environment` is the way in.
"""

from bot.config.environment import (
    Environment,
    database_url,
    environment,
    parse_house,
    read_config,
)
from bot.config.house import (
    CHATS,
    CONSOLE,
    CONSOLE_WORKSPACE,
    DEFAULT_HOUSE,
    LANGUAGES,
    BadConfig,
    ChannelPlan,
    Config,
    DutyPlan,
    House,
    RoutePlan,
    SwapPlan,
)
from bot.config.tables import did_you_mean
from bot.config.values import duration

__all__ = [
    "CHATS",
    "CONSOLE",
    "CONSOLE_WORKSPACE",
    "DEFAULT_HOUSE",
    "LANGUAGES",
    "BadConfig",
    "ChannelPlan",
    "Config",
    "DutyPlan",
    "Environment",
    "House",
    "RoutePlan",
    "SwapPlan",
    "database_url",
    "did_you_mean",
    "duration",
    "environment",
    "parse_house",
    "read_config",
]
