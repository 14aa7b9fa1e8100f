namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>The framework of a project's main program. Determines the start command, the port and the health check.</summary>
public enum PythonFramework
{
    /// <summary>No known framework: a script, a worker, a command-line program.</summary>
    None,

    /// <summary>FastAPI, served by uvicorn.</summary>
    FastApi,

    /// <summary>Starlette, served by uvicorn.</summary>
    Starlette,

    /// <summary>Litestar, served by uvicorn.</summary>
    Litestar,

    /// <summary>Flask, served by gunicorn if it is a dependency.</summary>
    Flask,

    /// <summary>Django, served by gunicorn or uvicorn if one of them is a dependency.</summary>
    Django,

    /// <summary>An aiohttp server.</summary>
    Aiohttp,

    /// <summary>A Celery worker.</summary>
    Celery,

    /// <summary>A Telegram bot: python-telegram-bot, aiogram, pyTelegramBotAPI, Telethon, Pyrogram and its forks.</summary>
    Telegram,

    /// <summary>A Discord bot: discord.py and its forks.</summary>
    Discord,

    /// <summary>A Streamlit application.</summary>
    Streamlit,

    /// <summary>A Gradio application.</summary>
    Gradio,

    /// <summary>A Dash application.</summary>
    Dash,

    /// <summary>A NiceGUI application.</summary>
    NiceGui,

    /// <summary>A FastHTML application, served by uvicorn.</summary>
    FastHtml,

    /// <summary>A Scrapy project, which runs a spider.</summary>
    Scrapy,
}
