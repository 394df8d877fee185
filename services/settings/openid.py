"""Who tells us who somebody is: providers of OpenID Connect, for citizens and for officers."""

from dataclasses import dataclass, field

from services.settings.environment import Environment, SettingsFault, required, web_address

VNEID = "MOTCUA_VNEID"
STAFF = "MOTCUA_STAFF_OIDC"


@dataclass(frozen=True)
class OpenId:
    """One provider, and as whom we are known to it.

    authorize_url and the like: given where the provider publishes no addresses of its own, or
        others than are to be used
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: str = "openid"
    authorize_url: str = ""
    token_url: str = ""
    keys_url: str = ""
    person_url: str = ""
    logout_url: str = ""


@dataclass(frozen=True)
class VNeId:
    """The citizens' provider, and which accounts may file.

    level_claim: the claim that tells how surely a person is known (?)
    levels: what it says of accounts of level 2 and above (K for the rule, ? for the values)
    """

    provider: OpenId
    level_claim: str = "loAs"
    levels: tuple[str, ...] = ("2",)


@dataclass(frozen=True)
class Staff:
    """The officers' provider, and whose account somebody has.

    claim: it names the account here; nobody may be able to change it for the own person
    multi_factor: what `amr` or `acr` says when a second factor was shown there (RFC 8176)
    """

    provider: OpenId
    claim: str = "preferred_username"
    multi_factor: tuple[str, ...] = ("mfa",)


def citizens(env: Environment) -> VNeId | None:
    provider = _provider(env, VNEID)
    if provider is None:
        return None
    levels = env.get(f"{VNEID}_LEVELS", "").split()
    return VNeId(
        provider,
        env.get(f"{VNEID}_LEVEL_CLAIM", VNeId.level_claim),
        tuple(levels) or VNeId.levels,
    )


def staff(env: Environment) -> Staff | None:
    provider = _provider(env, STAFF)
    if provider is None:
        return None
    values = env.get(f"{STAFF}_MULTI_FACTOR", "").split()
    return Staff(
        provider, env.get(f"{STAFF}_CLAIM", Staff.claim), tuple(values) or Staff.multi_factor
    )


def _provider(env: Environment, prefix: str) -> OpenId | None:
    """Read one provider; there is none where no issuer is named."""
    name = f"{prefix}_ISSUER"
    if not env.get(name):
        return None
    scopes = env.get(f"{prefix}_SCOPES", OpenId.scopes)
    if "openid" not in scopes.split():
        raise SettingsFault(f"{prefix}_SCOPES is {scopes!r}; it must name openid.")
    return OpenId(
        issuer=web_address(env, name, ""),
        client_id=required(env, f"{prefix}_CLIENT_ID"),
        client_secret=required(env, f"{prefix}_CLIENT_SECRET"),
        scopes=scopes,
        authorize_url=_optional(env, f"{prefix}_AUTHORIZE_URL"),
        token_url=_optional(env, f"{prefix}_TOKEN_URL"),
        keys_url=_optional(env, f"{prefix}_KEYS_URL"),
        person_url=_optional(env, f"{prefix}_USERINFO_URL"),
        logout_url=_optional(env, f"{prefix}_LOGOUT_URL"),
    )


def _optional(env: Environment, name: str) -> str:
    return web_address(env, name, "") if env.get(name) else ""
