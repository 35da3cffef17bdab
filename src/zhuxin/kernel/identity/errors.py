"""Facts of logging in and of managing people."""

from zhuxin.core.errors import Conflict, Forbidden, Invalid, Unauthenticated
from zhuxin.core.text import Label


class InvalidCredentials(Unauthenticated):
    code = "auth.invalid_credentials"
    text = Label(
        "用户名或密码不正确。连续输错后须稍等再试（最长 15 分钟），请稍后重试或联系管理员",
        "The username or the password is wrong. After several wrong ones wait before the next try (15 minutes at most), or ask"
        " an administrator",
    )


class CsrfMissing(Forbidden):
    code = "auth.csrf"
    text = Label("请求缺少安全校验，请刷新页面后重试", "The request lacks its CSRF token; reload the page")


class UnknownRole(Invalid):
    code = "role.unknown"
    text = Label("没有角色 {key}", "There is no role {key}")


class RolesNotCombinable(Conflict):
    code = "role.not_combinable"
    text = Label(
        "管理用户、管理权限、查看审计日志这三种权力不能由同一人（或同一角色）兼有",
        "No one person, and no role, may combine two of these: managing users, managing rights, reading the audit log",
    )


class OwnRights(Conflict):
    code = "role.own_rights"
    text = Label("不能修改自己的角色、权限或部门", "You cannot change your own roles, rights or departments")


class OwnGrant(Forbidden):
    code = "role_grant.own"
    text = Label(
        "不能批准自己申请的临时授权，请由另一位安全管理员批准",
        "You cannot approve a grant that you asked for yourself; another security administrator does",
    )


class GrantDecided(Conflict):
    code = "role_grant.decided"
    text = Label("这个临时授权已经处理过", "This temporary grant has been decided already")


class GrantPeriod(Invalid):
    code = "role_grant.period"
    text = Label("到期时间应晚于开始时间和现在", "A grant ends after it begins, and after now")


class RoleThere(Conflict):
    code = "role_grant.role_there"
    text = Label("此人已经长期拥有这个角色", "The person has this role for good already")


class PreviewReadOnly(Forbidden):
    code = "preview.read_only"
    text = Label(
        "正在以他人身份预览，只能查看；请先结束预览",
        "You are previewing as somebody else and can only look; stop the preview first",
    )


class NobodyToPreview(Invalid):
    code = "preview.nobody"
    text = Label("请选择一位在用的其他用户或一个角色", "Choose another active user, or a role")
