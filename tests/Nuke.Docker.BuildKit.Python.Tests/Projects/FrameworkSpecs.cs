using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class FrameworkSpecs
{
    [TestCase("fastapi uvicorn", "main.py", "from fastapi import FastAPI\napp = FastAPI()\n", PythonFramework.FastApi, "uvicorn main:app --host 0.0.0.0 --port 8000")]
    [TestCase("fastapi[standard]", "src/api/server.py", "import fastapi\napplication = fastapi.FastAPI()\n", PythonFramework.FastApi, "uvicorn api.server:application --host 0.0.0.0 --port 8000")]
    [TestCase("fastapi hypercorn", "main.py", "from fastapi import FastAPI\napp = FastAPI()\n", PythonFramework.FastApi, "hypercorn --bind 0.0.0.0:8000 main:app")]
    [TestCase("fastapi uvicorn", "app/main.py", "from fastapi import FastAPI\ndef create_app():\n    return FastAPI()\n", PythonFramework.FastApi, "uvicorn app.main:create_app --factory --host 0.0.0.0 --port 8000")]
    [TestCase("fastapi uvicorn", "main.py", "import uvicorn\nfrom fastapi import FastAPI\napp = FastAPI()\nif __name__ == '__main__':\n    uvicorn.run(app, port=int(os.environ.get('PORT', '9000')))\n", PythonFramework.FastApi, "uvicorn main:app --host 0.0.0.0 --port 9000")]
    [TestCase("starlette uvicorn", "main.py", "from starlette.applications import Starlette\napp = Starlette()\n", PythonFramework.Starlette, "uvicorn main:app --host 0.0.0.0 --port 8000")]
    [TestCase("flask", "app.py", "from flask import Flask\napp = Flask(__name__)\n", PythonFramework.Flask, "flask --app app:app run --host 0.0.0.0 --port 5000")]
    [TestCase("flask gunicorn", "app.py", "from flask import Flask\napp = Flask(__name__)\n", PythonFramework.Flask, "gunicorn --bind 0.0.0.0:8000 app:app")]
    [TestCase("flask waitress", "site_x/__init__.py", "from flask import Flask\ndef make_app():\n    a = Flask(__name__)\n    return a\n", PythonFramework.Flask, "waitress-serve --listen=0.0.0.0:8080 --call site_x:make_app")]
    [TestCase("aiohttp", "server.py", "from aiohttp import web\napp = web.Application()\nif __name__ == '__main__':\n    web.run_app(app)\n", PythonFramework.Aiohttp, "python server.py")]
    [TestCase("celery", "proj/tasks.py", "from celery import Celery\napp = Celery('proj')\n", PythonFramework.Celery, "celery --app proj.tasks:app worker --loglevel INFO")]
    [TestCase("python-telegram-bot", "bot.py", "from telegram.ext import Application\n", PythonFramework.Telegram, "python bot.py")]
    [TestCase("pyrofork", "userbot.py", "import pyrogram\nif __name__ == '__main__':\n    pass\n", PythonFramework.Telegram, "python userbot.py")]
    [TestCase("discord.py", "bot/__main__.py", "import discord\n", PythonFramework.Discord, "python -m bot")]
    [TestCase("streamlit", "Home.py", "import streamlit as st\n", PythonFramework.Streamlit, "streamlit run Home.py --server.address=0.0.0.0 --server.port=8501 --server.headless=true")]
    [TestCase("gradio", "demo.py", "import gradio as gr\ngr.Interface().launch()\n", PythonFramework.Gradio, "python demo.py")]
    [TestCase("requests", "worker/start.py", "if __name__ == '__main__':\n    pass\n", PythonFramework.None, "python -m worker.start")]
    [TestCase("requests", "odd_name.py", "print(1)\n", PythonFramework.None, "python odd_name.py")]
    [TestCase("fastapi uvicorn", "lib/other.py", "x = 1\n", PythonFramework.FastApi, "")]
    [TestCase("litestar uvicorn", "app.py", "from litestar import Litestar\napp = Litestar(route_handlers=[])\n", PythonFramework.Litestar, "uvicorn app:app --host 0.0.0.0 --port 8000")]
    [TestCase("litestar granian", "src/shop/asgi.py", "from litestar import Litestar\ndef create_app():\n    return Litestar()\n", PythonFramework.Litestar, "granian --interface asgi --host 0.0.0.0 --port 8000 --factory shop.asgi:create_app")]
    [TestCase("aiohttp", "bot/__main__.py", "from aiohttp import web\napp = web.Application()\nweb.run_app(app, port=9090)\n", PythonFramework.Aiohttp, "python -m bot")]
    [TestCase("aiogram", "main.py", "from aiogram import Bot, Dispatcher\n", PythonFramework.Telegram, "python main.py")]
    [TestCase("pytelegrambotapi", "src/bot/main.py", "import telebot\nif __name__ == '__main__':\n    pass\n", PythonFramework.Telegram, "python -m bot.main")]
    [TestCase("celery[redis]", "worker/celery.py", "from celery import Celery\ncelery = Celery('worker')\n", PythonFramework.Celery, "celery --app worker.celery:celery worker --loglevel INFO")]
    [TestCase("flask celery gunicorn", "app.py", "from flask import Flask\nfrom celery import Celery\ncelery = Celery()\napp = Flask(__name__)\n", PythonFramework.Flask, "gunicorn --bind 0.0.0.0:8000 app:app")]
    // What looks like an application and isn't.
    [TestCase("requests", "main.py", "text = '''\nfrom flask import Flask\napp = Flask(__name__)\n'''\n# app = FastAPI()\n", PythonFramework.None, "python main.py")]
    [TestCase("fastapi uvicorn", "main.py", "from fastapi import FastAPI\nclass X:\n    def f(self):\n        app = FastAPI()\n", PythonFramework.FastApi, "python main.py")]
    public void Framework_and_start_command_are_found(string requirements, string file, string source, PythonFramework framework, string command)
    {
        using var folder = new ProjectFolder(("requirements.txt", requirements.Replace(' ', '\n')), (file, source));

        var project = folder.Read();

        Assert.That((project.Framework, string.Join(' ', project.StartCommand)), Is.EqualTo((framework, command)));
    }

    [TestCase("django gunicorn", "gunicorn --bind 0.0.0.0:8000 shop.wsgi:application")]
    [TestCase("django uvicorn", "uvicorn shop.asgi:application --host 0.0.0.0 --port 8000")]
    [TestCase("django", "python manage.py runserver --noreload 0.0.0.0:8000")]
    public void Django_is_served_as_its_dependencies_allow(string requirements, string command)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", requirements.Replace(' ', '\n')), ("manage.py", "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"),
            ("shop/__init__.py", ""), ("shop/settings.py", ""), ("shop/wsgi.py", "application = None\n"), ("shop/asgi.py", "application = None\n"));

        var project = folder.Read();

        Assert.That((project.Framework, string.Join(' ', project.StartCommand)), Is.EqualTo((PythonFramework.Django, command)));
    }

    [TestCase("[project]\nname = 'acme'\nscripts = { acme = 'acme.cli:main' }\n[build-system]\nrequires = []\nbuild-backend = 'hatchling.build'\n", "acme")]
    [TestCase("[project]\nname = 'acme'\nscripts = { acme-admin = 'acme.admin:main', acme = 'acme.cli:main' }\n[build-system]\nrequires = []\n", "acme", Description = "The one of the project's own name")]
    [TestCase("[tool.poetry]\nname = 'acme'\n[tool.poetry.scripts]\nserve = 'acme.cli:main'\n[build-system]\nrequires = []\nbuild-backend = 'poetry.core.masonry.api'\n", "serve")]
    public void A_command_that_the_project_brings_starts_it(string pyproject, string command)
    {
        using var folder = new ProjectFolder(("pyproject.toml", pyproject), ("acme/__init__.py", ""), ("acme/cli.py", "def main():\n    pass\n"));

        Assert.That(string.Join(' ', folder.Read().StartCommand), Is.EqualTo(command));
    }

    [Test]
    public void Of_several_applications_the_usual_place_counts()
    {
        const string application = "from fastapi import FastAPI\napp = FastAPI()\n";
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn"), ("examples/main.py", application), ("tests/app.py", application), ("service/internal/main.py", application),
            ("service/main.py", application), ("service/zz.py", application), ("venv/pyvenv.cfg", ""), ("venv/main.py", application), (".hidden/main.py", application));

        Assert.That(folder.Read().Application, Is.EqualTo("service.main:app"));
    }

    [TestCase("@app.get('/healthz')\ndef h(): pass\n@app.get('/health')\ndef h2(): pass\n", "/health")]
    [TestCase("@app.get('/api/v1/ping')\ndef h(): pass\n", "/api/v1/ping")]
    [TestCase("@app.get('/health/{name}')\ndef h(): pass\n", null)]
    [TestCase("@app.get('/users')\ndef h(): pass\n", null)]
    [TestCase("router = APIRouter(prefix='/v1')\n@router.get('/health')\ndef h(): pass\n", null)]
    public void A_health_path_is_found_where_it_is_certain(string routes, string? path)
    {
        using var folder = new ProjectFolder(("requirements.txt", "fastapi\nuvicorn"), ("main.py", $"from fastapi import FastAPI, APIRouter\napp = FastAPI()\n{routes}"));

        Assert.That(folder.Read().HealthPath, Is.EqualTo(path));
    }

    [Test]
    public void Modules_below_src_are_named_as_the_project_imports_them()
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn"), ("src/main.py", "from fastapi import FastAPI\nfrom src.other import x\napp = FastAPI()\n"), ("src/other.py", "x = 1\n"));

        Assert.That(folder.Read().Application, Is.EqualTo("src.main:app"));
    }
}
