"""The kernel's facts in words, for timelines and the audit log."""

from zhuxin.kernel.timeline import register_labels, register_words

register_labels(
    {
        "identity.session.opened": ("登录", "Logged in"),
        "identity.session.closed": ("退出登录", "Logged out"),
        "identity.session.refused": ("登录失败", "Log-in refused"),
        "identity.token.created": ("创建接口令牌", "API token created"),
        "identity.password.reset": ("重置密码", "Password reset"),
        "identity.roles.set": ("设置角色", "Roles set"),
        "identity.status.set": ("启用或停用用户", "User enabled or disabled"),
        "identity.grants.set": ("设置权限", "Grants set"),
        "record.commented": ("评论", "Comment"),
        "record.revealed": ("查看完整值", "Value revealed"),
        "record.followed": ("关注", "Followed"),
        "record.unfollowed": ("取消关注", "No longer followed"),
        "object.created": ("新建对象", "Object created"),
        "object.changed": ("修改对象", "Object changed"),
        "object.archived": ("归档对象", "Object archived"),
        "object.restored": ("恢复对象", "Object restored"),
        "object.deleted": ("删除对象", "Object deleted"),
        "object.field.added": ("新建字段", "Field added"),
        "object.field.changed": ("修改字段", "Field changed"),
        "object.field.removed": ("移除字段", "Field removed"),
        "object.field.restored": ("恢复字段", "Field restored"),
        "object.field.purged": ("彻底删除字段", "Field deleted for good"),
        "object.unique_key.added": ("设为不可重复", "Kept unique"),
        "object.unique_key.removed": ("允许重复", "Repeats allowed"),
        "definition.draft.saved": ("保存草稿", "Draft saved"),
        "definition.draft.discarded": ("放弃草稿", "Draft discarded"),
        "definition.published": ("发布", "Published"),
        "definition.withdrawn": ("停用", "Withdrawn"),
        "definition.rolled_back": ("回滚", "Rolled back"),
        "process.instance.started": ("流程发起", "Process started"),
        "process.instance.completed": ("流程结束", "Process completed"),
        "process.task.claimed": ("领取任务", "Task claimed"),
        "process.task.completed": ("办理任务", "Task completed"),
        "file.kept": ("上传文件", "File kept"),
        "file.dropped": ("清理未用的文件", "Unused file thrown away"),
        "job.canceled": ("取消任务", "Job canceled"),
        "package.exported": ("导出配置", "Configuration exported"),
        "package.installed": ("安装方案包", "Package installed"),
        "package.uninstalled": ("卸载方案包", "Package uninstalled"),
        "package.samples_added": ("添加示例数据", "Sample data added"),
        "package.samples_removed": ("移除示例数据", "Sample data removed"),
        "installation.copied": ("复制配置", "Configuration copied"),
        "guide.answered": ("引导", "Guide answered"),
    }
)
register_words(
    "outcome",
    {
        "approved": ("通过", "Approved"),
        "rejected": ("拒绝", "Rejected"),
        "completed": ("已办结", "Completed"),
    },
)
