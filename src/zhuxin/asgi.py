"""The ASGI entry point: `granian --interface asgi zhuxin.asgi:app`. Settings come from the environment."""

from zhuxin.loading import loading

with loading():
    from zhuxin.api.app import create_api
    from zhuxin.bootstrap import App
    from zhuxin.core.log import configure_log
    from zhuxin.core.settings import Settings

    settings = Settings()
    configure_log(settings.log_format)
    assert settings.database_url, "zhuxin serve sets ZHUXIN_DATABASE_URL"
    app = create_api(App(settings, settings.database_url))
