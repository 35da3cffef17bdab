"""Who is asking. Every read takes the caller, every write is done in a caller's name."""

from dataclasses import dataclass, replace
from datetime import datetime

from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.permissions.rights import Rights, preview_rights, rights_of
from zhuxin.kernel.sharing.reach import grantees_of


@dataclass(frozen=True, slots=True)
class Caller:
    """A logged-in user, a token's user, or the system itself (`user_id` None, all rights)."""

    user_id: str | None
    name: str
    role_keys: tuple[str, ...]
    department_id: str | None
    locale: str
    catalog: Catalog
    rights: Rights
    system: bool = False
    memberships: tuple[str, ...] = ()  # departments beside the main one
    heads: tuple[str, ...] = ()  # those of her departments that she heads
    previewer: "Caller | None" = None  # who looks, in a preview; then nothing may be written
    at: datetime | None = None  # when she asks: what is granted until a moment ends with it
    request_id: str | None = None
    address: str | None = None  # the client's
    via: str | None = None  # the session or token: `session:<id>`, `token:<id>`
    verified_at: datetime | None = None  # when she last proved who she is, in this session

    @property
    def session_id(self) -> str | None:
        """The session by which she asks, if by one."""
        return self._asks_by("session")

    @property
    def token_id(self) -> str | None:
        """The API token by which she asks, if by one."""
        return self._asks_by("token")

    def _asks_by(self, kind: str) -> str | None:
        given, _, one = (self.via or "").partition(":")
        return one if given == kind else None

    @property
    def own_departments(self) -> tuple[str, ...]:
        """The caller's main department and those she also belongs to."""
        if not self.memberships:
            return (self.department_id,) if self.department_id else ()
        return tuple(dict.fromkeys(filter(None, (self.department_id, *self.memberships))))

    @property
    def departments(self) -> tuple[str, ...]:
        """The caller's departments and all below them."""
        return self._with_those_below(self.own_departments)

    @property
    def headed_departments(self) -> tuple[str, ...]:
        """The departments the caller heads and all below them."""
        return self._with_those_below(self.heads)

    def _with_those_below(self, own: tuple[str, ...]) -> tuple[str, ...]:
        if len(own) < 2:
            return self.catalog.department_tree(own[0]) if own else ()
        return tuple(dict.fromkeys(each for one in own for each in self.catalog.department_tree(one)))

    @property
    def grantees(self) -> list[str]:
        """Whom a share must name to reach her; a department's shares reach those below it."""
        above = {each for one in self.own_departments for each in self.catalog.departments_above(one)}
        return grantees_of(self.user_id, self.role_keys, tuple(sorted(above)))


class _AllRights(Rights):
    """The system's own rights: everything, field masks excepted where a page is made for nobody."""

    def __init__(self, catalog: Catalog):
        super().__init__(catalog, ("system",))
        everything = {
            "objects": {"*": {"read": True, "create": True, "update": True, "delete": True, "scope": "all"}}
        }
        self._grants = [everything]
        self._actions = frozenset(("*",))


def system_caller(catalog: Catalog, name: str = "system") -> Caller:
    """The caller of jobs and processes that nobody started by hand."""
    if "system_rights" not in catalog.memo:
        catalog.memo["system_rights"] = _AllRights(catalog)
    return Caller(
        user_id=None,
        name=name,
        role_keys=("system",),
        department_id=None,
        locale="zh-CN",
        catalog=catalog,
        rights=catalog.memo["system_rights"],
        system=True,
    )


def refreshed(caller: Caller, catalog: Catalog) -> Caller:
    """The same caller over a newer catalog, with the rights her roles give there."""
    if caller.system:
        return replace(system_caller(catalog, caller.name), user_id=caller.user_id)
    return replace(caller, catalog=catalog, rights=caller.rights.over(catalog, caller.role_keys))


def everywhere(caller: Caller) -> Caller:
    """The system in the place of a caller: what it makes is hers, `$user` is her, and nothing is out of reach."""
    return replace(
        system_caller(caller.catalog, caller.name),
        user_id=caller.user_id,
        department_id=caller.department_id,
        request_id=caller.request_id,
        address=caller.address,
        via=caller.via,
    )


def user_caller(
    catalog: Catalog,
    *,
    user_id: str,
    name: str,
    role_keys: tuple[str, ...],
    department_id: str | None,
    locale: str,
    memberships: tuple[str, ...] = (),
    heads: tuple[str, ...] = (),
    at: datetime | None = None,
    request_id: str | None = None,
    address: str | None = None,
    via: str | None = None,
    verified_at: datetime | None = None,
) -> Caller:
    """The caller for a user of these roles."""
    return Caller(
        user_id=user_id,
        name=name,
        role_keys=role_keys,
        department_id=department_id,
        locale=locale,
        catalog=catalog,
        rights=rights_of(catalog, role_keys),
        memberships=memberships,
        heads=heads,
        at=at,
        request_id=request_id,
        address=address,
        via=via,
        verified_at=verified_at,
    )


def previewing(previewer: Caller, person: Caller, role_keys: tuple[str, ...]) -> Caller:
    """Somebody looking as a person of these roles; as herself with another role where the person is she."""
    return replace(
        person,
        role_keys=role_keys,
        rights=preview_rights(previewer.catalog, role_keys, previewer.rights),
        previewer=previewer,
        locale=previewer.locale,
        request_id=previewer.request_id,
        address=previewer.address,
        via=previewer.via,
    )
