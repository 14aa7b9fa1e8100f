namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>What a project's main program is written with. Decides the start command, the port and the health check.</summary>
public enum PythonFramework
{
    /// <summary>None of the known ones: a script, a worker, a command line program.</summary>
    None,

    /// <summary>FastAPI, served by uvicorn.</summary>
    FastApi,

    /// <summary>Starlette, served by uvicorn.</summary>
    Starlette,

    /// <summary>Litestar, served by uvicorn.</summary>
    Litestar,

    /// <summary>Flask, served by gunicorn where the project has it.</summary>
    Flask,

    /// <summary>Django, served by gunicorn or uvicorn where the project has one of them.</summary>
    Django,

    /// <summary>A server with aiohttp.</summary>
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
}
