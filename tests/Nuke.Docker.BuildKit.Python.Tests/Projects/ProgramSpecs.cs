using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class ProgramSpecs
{
    private const string FastApi = "from fastapi import FastAPI\napp = FastAPI()\n";
    private const string Flask = "from flask import Flask\napp = Flask(__name__)\n";

    [TestCase("web: gunicorn shop.app:app\nworker: celery -A shop.tasks worker\n", "gunicorn --bind 0.0.0.0:8000 shop.app:app", "web, worker")]
    [TestCase("worker: celery -A shop.tasks worker\nweb: gunicorn --bind 127.0.0.1:$PORT shop.app:app\n", "gunicorn --bind 0.0.0.0:8000 shop.app:app",
        "web, worker")]
    [TestCase("web: flask --app shop.app run --debug\n", "flask --app shop.app run --host 0.0.0.0", "web")]
    [TestCase("web: python -m shop.app --fast\n", "python -m shop.app --fast", "web")]
    [TestCase("release: python manage.py migrate\nweb: PORT=1 exec gunicorn shop.app:app -b :9000\n", "gunicorn shop.app:app -b 0.0.0.0:9000", "web")]
    [TestCase("release: flask db upgrade || true\nworker: rq worker\nweb: gunicorn shop.app:create_app() --bind 0.0.0.0:$PORT\n",
        "gunicorn shop.app:create_app() --bind 0.0.0.0:8000", "web, worker")]
    [TestCase("web: python manage.py migrate || echo failed; gunicorn shop.app:app\n", "gunicorn --bind 0.0.0.0:8000 shop.app:app", "web")]
    [TestCase("web: gunicorn -c conf/gunicorn.py shop.app:app\n", "gunicorn -c conf/gunicorn.py shop.app:app", "web",
        Description = "The configuration binds it")]
    [TestCase("web: gunicorn -c conf/other.py shop.app:app\n", "gunicorn --bind 0.0.0.0:8000 -c conf/other.py shop.app:app", "web",
        Description = "The configuration computes the address")]
    [TestCase("web: gunicorn other.app:app\n", "gunicorn --bind 0.0.0.0:8000 shop.app:app", "web, worker")]
    [TestCase("web: cat x | sh\n", "gunicorn --bind 0.0.0.0:8000 shop.app:app", "web, worker")]
    public void A_Procfile_decides(string procfile, string command, string names)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "flask\ngunicorn\ncelery\n"), ("Procfile", procfile), ("shop/__init__.py", ""), ("shop/app.py", Flask),
            ("conf/gunicorn.py", "workers = 2\nbind = '0.0.0.0:7777'\n"), ("conf/other.py", "import os\nbind = f\"0.0.0.0:{os.environ['PORT']}\"\n"),
            ("shop/tasks.py", "from celery import Celery\ncelery = Celery()\n"));

        var project = folder.Read();

        Assert.That((string.Join(' ', project.StartCommand), string.Join(", ", project.Programs)), Is.EqualTo((command, names)));
    }

    [TestCase("FROM python:3.12\nCOPY . .\nCMD [\"uvicorn\", \"service.main:app\", \"--reload\"]\n", "uvicorn service.main:app --host 0.0.0.0", 8000)]
    [TestCase("FROM python:3.12\nCMD uvicorn service.main:app \\\n  --host 127.0.0.1 --port ${PORT:-9000}\n",
        "uvicorn service.main:app --host 0.0.0.0 --port 9000", 9000)]
    [TestCase("FROM python:3.12\nENTRYPOINT [\"uvicorn\"]\nCMD [\"service.main:app\"]\n", "uvicorn service.main:app --host 0.0.0.0", 8000)]
    [TestCase("FROM python:3.12\nCMD sh -c \"alembic upgrade head && python -m uvicorn service.main:app\"\n", "uvicorn service.main:app --host 0.0.0.0", 8000)]
    [TestCase("FROM python:3.12\nCMD [\"./start.sh\"]\n", "uvicorn service.main:app --host 0.0.0.0 --port 8001", 8001)]
    [TestCase("FROM python:3.12\nEXPOSE 9100/tcp 9200\nCMD [\"python\", \"-m\", \"service.main\"]\n", "python -m service.main", 9100)]
    [TestCase("FROM python:3.12 AS a\nEXPOSE 1\nFROM python:3.12\nEXPOSE $PORT 53/udp\nCMD [\"uvicorn\", \"service.main:app\"]\n",
        "uvicorn service.main:app --host 0.0.0.0", 8000)]
    [TestCase("FROM node AS a\nCMD [\"uvicorn\", \"x:y\"]\nFROM python:3.12\n", "uvicorn examples_free:app --host 0.0.0.0 --port 8000", 8000)]
    public void A_Dockerfile_decides(string dockerfile, string command, int port)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn\nalembic\n"), ("docker/Dockerfile", dockerfile), ("service/__init__.py", ""), ("service/main.py", FastApi),
            ("examples_free.py", FastApi), ("start.sh", "#!/bin/sh\nset -e\nalembic upgrade head\nexec uvicorn service.main:app --host 0.0.0.0 --port 8001\n"));

        var project = folder.Read();

        Assert.That((string.Join(' ', project.StartCommand), project.Port), Is.EqualTo((command, port)));
    }

    [Test]
    public void The_command_of_a_compose_file_comes_first_and_a_name_chooses_another()
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn\ncelery\n"), ("Procfile", "web: uvicorn old:app\n"), ("old.py", FastApi), ("api/main.py", FastApi),
            ("jobs/tasks.py", "from celery import Celery\napp = Celery()\n"),
            ("compose.yaml", """
                services:
                  db:
                    image: postgres
                  jobs:
                    build: .
                    command: celery -A jobs.tasks worker
                  api:
                    build: { context: . }
                    command: ["uvicorn", "api.main:app", "--port", "8080"]
                    healthcheck:
                      test: ["CMD", "curl", "-f", "http://localhost:8080/alive"]
                """));

        var best = folder.Read();
        var chosen = PythonProjectReader.Read(folder.Path, null, null, "jobs");

        Assert.Multiple(() =>
        {
            Assert.That(string.Join(' ', best.StartCommand), Is.EqualTo("uvicorn api.main:app --port 8080 --host 0.0.0.0"));
            Assert.That((best.Port, best.HealthPath, string.Join(' ', best.Programs)), Is.EqualTo((8080, "/alive", "api jobs web")));
            Assert.That((string.Join(' ', chosen.StartCommand), chosen.Port), Is.EqualTo(("celery -A jobs.tasks worker", (int?)null)));
        });
    }

    [Test]
    public void The_port_is_that_of_the_configuration_of_gunicorn()
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "flask\ngunicorn\n"), ("app.py", Flask), ("gunicorn.conf.py", "bind = '0.0.0.0:7777'\n"),
            ("Procfile", "web: gunicorn app:app\n"));

        Assert.That(folder.Read().Port, Is.EqualTo(7777));
    }

    [TestCase("docker/prod.Dockerfile",
        "FROM python:3.12\nHEALTHCHECK CMD curl -fs http://localhost:9001/readyz || exit 1\nCMD [\"uvicorn\", \"main:app\", \"--port\", \"9001\"]\n",
        9001, "/readyz")]
    [TestCase("deploy/docker-compose.prod.yml",
        "services:\n  api:\n    build: ..\n    command: uvicorn main:app --port 9001\n"
            + "    healthcheck:\n      test: wget -q http://localhost:9001/live || exit 1\n",
        9001, "/live")]
    [TestCase("deploy/compose.yaml", "services:\n  api:\n    build: ./other\n    command: uvicorn main:app --port 9001\n", 8000, "/health",
        Description = "It is built from another folder")]
    public void Files_for_docker_in_a_folder_of_their_own_count(string file, string text, int port, string health)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn\n"), ("main.py", $"{FastApi}@app.get('/health')\ndef h(): pass\n"), (file, text));

        var project = folder.Read();

        Assert.That((project.Port, project.HealthPath), Is.EqualTo(((int?)port, health)));
    }

    [TestCase("x-common: &common\n  build: .\nservices:\n  api:\n    <<: *common\n    command: uvicorn main:app --port 9001\n")]
    [TestCase("services:\n  api:\n    extends: { file: common.yml, service: base }\n    command: uvicorn main:app --port 9001\n")]
    public void A_service_may_share_its_build_with_others(string compose)
    {
        using var folder = new ProjectFolder(("requirements.txt", "fastapi\nuvicorn\n"), ("main.py", FastApi), ("compose.yaml", compose));

        Assert.That(folder.Read().Port, Is.EqualTo(9001));
    }

    [TestCase("localhost", true)]
    [TestCase("0.0.0.0", false)]
    public void An_address_that_only_the_container_reaches_is_reported(string host, bool reported)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn\n"), ("main.py", $"import uvicorn\n{FastApi}uvicorn.run(app, host='{host}', port=9001)\n"),
            ("Dockerfile", "FROM python:3.12\nCMD [\"python\", \"main.py\"]\n"));

        Assert.That(folder.Read().Findings.Any(finding => finding.What == "address"), Is.EqualTo(reported));
    }

    [Test]
    public void An_entrypoint_that_is_left_out_is_reported()
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn\n"), ("main.py", FastApi), ("entrypoint.sh", "#!/bin/sh\npython seed.py\nexec \"$@\"\n"),
            ("docker/Dockerfile", "FROM python:3.12\nENTRYPOINT [\"/entrypoint.sh\"]\nCMD [\"uvicorn\", \"main:app\"]\n"));

        Assert.That(folder.Read().Findings.Where(finding => finding.What == "entrypoint").Select(finding => finding.Value),
            Is.EqualTo(new[] { "/entrypoint.sh" }));
    }

    [TestCase("flask flask-migrate gunicorn", "migrations/env.py", "", "flask --app main:app db upgrade")]
    [TestCase("flask gunicorn", "migrations/env.py", "", null)]
    [TestCase("flask aerich gunicorn", "pyproject.toml", "[tool.aerich]\ntortoise_orm = 'main.T'\n", "aerich upgrade")]
    [TestCase("flask alembic gunicorn", "alembic.ini", "[alembic]\n", "alembic upgrade head")]
    [TestCase("flask alembic gunicorn", "db/alembic.ini", "[alembic]\nscript_location = versions\n", "alembic upgrade head")]
    [TestCase("flask alembic gunicorn", "db/alembic.ini", "[alembic]\nscript_location = db\n", "alembic --config db/alembic.ini upgrade head")]
    [TestCase("flask flask-migrate gunicorn", "web/migrations/env.py", "", "flask --app main:app db upgrade --directory web/migrations")]
    [TestCase("flask alembic gunicorn", "tests/alembic.ini", "[alembic]\n", null)]
    public void Migrations_are_a_release_step(string requirements, string file, string text, string? command)
    {
        using var folder = new ProjectFolder(("requirements.txt", requirements.Replace(' ', '\n')), ("main.py", Flask), (file, text));

        Assert.That(folder.Read().ReleaseCommands.Select(release => release.Command), Is.EqualTo(command is null ? (string[])[] : [command]));
    }

    [TestCase("")]
    [TestCase("release: cd backend && alembic upgrade head\n")]
    public void Migrations_below_a_folder_run_in_it(string procfile)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "flask\nalembic\ngunicorn\n"), ("main.py", Flask), ("backend/alembic.ini", "[alembic]\nscript_location = %(here)s/versions\n"),
            ("Procfile", $"web: gunicorn main:app\n{procfile}"));

        var project = folder.Read();

        Assert.Multiple(() =>
        {
            Assert.That(project.ReleaseCommands.Select(release => (release.Command, release.Folder)), Is.EqualTo([("alembic upgrade head", "backend")]));
            Assert.That(project.Findings.Select(finding => finding.Why), Has.Some.Contain("docker run --rm --workdir /app/backend IMAGE alembic upgrade head"));
            Assert.That(ComposeWriter.Write(project), Does.Contain("    working_dir: /app/backend\n    command: [\"alembic\", \"upgrade\", \"head\"]"));
        });
    }

    [Test]
    public void A_release_step_of_a_package_finds_its_files_in_the_image()
    {
        using var folder = new ProjectFolder(
            ("pyproject.toml", "[project]\nname = 'acme'\nversion = '1'\ndependencies = ['flask', 'alembic']\nscripts = { acme = 'acme.main:main' }\n"
                + "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n"),
            ("src/acme/__init__.py", ""), ("src/acme/main.py", "def main():\n    pass\n"), ("alembic.ini", "[alembic]\n"));

        Assert.That(DockerfileWriter.Write(folder.Read()), Does.Contain("\nCOPY . .\n"));
    }

    [TestCase("", "server:app")]
    [TestCase("main:app|other:app", "other:app")]
    [TestCase("main:app|missing:app", "server:app")]
    [TestCase("8000|9000", "main:app")]
    [TestCase("/health|/other", "main:app")]
    public void The_Dockerfile_of_an_earlier_detection_counts_if_it_was_changed(string change, string started)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn\n"), ("main.py", FastApi + "@app.get('/health')\ndef health():\n    return 1\n"), ("other.py", FastApi));
        var written = DockerfileWriter.Write(folder.Read());
        folder.Write("Dockerfile", change.Length == 0 ? written : written.Replace(change.Split('|')[0], change.Split('|')[1], StringComparison.Ordinal));
        folder.Write("server.py", FastApi);
        folder.Write("Procfile", "web: uvicorn server:app\n");

        Assert.That(folder.Read().StartCommand, Does.Contain(started), written);
    }

    /// <summary>Rows of programs.txt: a line with the requirements, start command and path for modules, then files, each below a line with its path.</summary>
    private static IEnumerable<TestCaseData> Layouts()
    {
        var text = File.ReadAllText(Path.Combine(ProjectFolder.Sources(), "Projects", "programs.txt"));
        var rows = $"\n{text}".Split("\n== ", StringSplitOptions.RemoveEmptyEntries);
        foreach (var row in rows.Select(row => row.Split(" ==\n", 2)))
        {
            var head = row[0].Split(" | ");
            var files = $"\n{row[1]}".Split("\n-- ", StringSplitOptions.RemoveEmptyEntries).Select(file => file.Split(" --", 2))
                .Select(file => (file[0], file[1].TrimStart('\n'))).ToArray();
            yield return new TestCaseData(head[1], files, head[2], head.ElementAtOrDefault(3) ?? "").SetArgDisplayNames(head[0]);
        }
    }

    [TestCaseSource(nameof(Layouts))]
    public void Programs_are_started_as_they_import(string requirements, (string, string)[] files, string command, string root)
    {
        using var folder = new ProjectFolder([("requirements.txt", requirements.Replace(' ', '\n')), .. files]);

        var project = folder.Read();

        Assert.That((string.Join(' ', project.StartCommand), project.ImportRoot), Is.EqualTo((command, root)));
    }

    [TestCase("result.get(\"status\")\n", null)]
    [TestCase("x = sa.Column(\"status\")\n", null)]
    [TestCase("client.get(\"/health\")\n", null)]
    [TestCase("@app.post(\"/health\")\ndef h(): pass\n", null)]
    [TestCase("@other.get(\"/health\")\ndef h(): pass\n", null)]
    [TestCase("# @app.get(\"/health\")\n", null)]
    [TestCase("@app.get(\"/health\")\ndef h(): pass\n", "/health")]
    [TestCase("app.add_api_route(\"/healthz\", h)\n", "/healthz")]
    [TestCase("r = APIRouter(prefix=\"/v1\")\n@r.get(\"/health\")\ndef h(): pass\napp.include_router(r, prefix=\"/api\")\n", "/api/v1/health")]
    [TestCase("r = APIRouter()\n@r.get(\"/health\")\ndef h(): pass\n", null, Description = "Included nowhere")]
    [TestCase("r = APIRouter()\n@r.get(\"/health\")\ndef h(): pass\napp.include_router(r, prefix=settings.prefix)\n", null)]
    [TestCase("from routes import r\napp.include_router(r)\n", "/ping")]
    public void A_health_path_is_a_route_of_the_application(string code, string? path)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn"), ("main.py", $"from fastapi import FastAPI, APIRouter\napp = FastAPI()\n{code}"),
            ("routes.py", "from fastapi import APIRouter\nr = APIRouter()\n@r.get('/ping')\ndef ping(): pass\n"));

        Assert.That(folder.Read().HealthPath, Is.EqualTo(path));
    }

    [TestCase("flask gunicorn",
        "from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    @app.route('/health')\n    def h(): pass\n    return app\n", "/health")]
    [TestCase("flask gunicorn",
        "from flask import Flask, Blueprint\napp = Flask(__name__)\nbp = Blueprint('x', __name__)\n@bp.route('/health')\ndef h(): pass\n"
        + "app.register_blueprint(bp, url_prefix='/x')\n", "/x/health")]
    [TestCase("flask gunicorn", "from flask import Flask\napp = Flask(__name__)\n@app.route('/health', methods=['POST'])\ndef h(): pass\n", null)]
    [TestCase("aiohttp", "from aiohttp import web\napp = web.Application()\napp.add_routes([web.get('/health', h)])\nweb.run_app(app)\n", "/health")]
    [TestCase("aiohttp", "from aiohttp import web\napp = web.Application()\napp.router.add_get('/live', h)\nweb.run_app(app)\n", "/live")]
    [TestCase("starlette uvicorn", "from starlette.applications import Starlette\nfrom starlette.routing import Route, Mount\n"
        + "app = Starlette(routes=[Route('/ready', h), Mount('/api', routes=[Route('/health', h)])])\n", "/ready")]
    public void Each_framework_has_its_own_routes(string requirements, string code, string? path)
    {
        using var folder = new ProjectFolder(("requirements.txt", requirements.Replace(' ', '\n')), ("main.py", code));

        Assert.That(folder.Read().HealthPath, Is.EqualTo(path));
    }

    [TestCase("ALLOWED_HOSTS = ['example.com']\n", null)]
    [TestCase("ALLOWED_HOSTS = env.list('ALLOWED_HOSTS')\n", null)]
    [TestCase("ALLOWED_HOSTS = ['*']\n", "/health/")]
    [TestCase("ALLOWED_HOSTS = []\n", "/health/")]
    [TestCase("ALLOWED_HOSTS = ['example.com', '127.0.0.1']\nSECURE_SSL_REDIRECT = True\n", null)]
    [TestCase("SECURE_SSL_REDIRECT = False\n", "/health/")]
    public void A_path_that_the_settings_of_Django_may_reject_is_not_requested(string settings, string? path)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "django\ngunicorn\n"), ("manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'p.settings')\n"),
            ("p/__init__.py", ""), ("p/settings.py", $"ROOT_URLCONF = 'p.urls'\n{settings}"), ("p/wsgi.py", "application = 1\n"),
            ("p/urls.py", "urlpatterns = [path('health/', h)]\n"));

        Assert.That(folder.Read().HealthPath, Is.EqualTo(path));
    }

    [TestCase("app.add_middleware(TrustedHostMiddleware, allowed_hosts=['example.com'])\n", null)]
    [TestCase("app.add_middleware(TrustedHostMiddleware, allowed_hosts=['*'])\n", "/health")]
    [TestCase("app.add_middleware(HTTPSRedirectMiddleware)\n", null)]
    public void A_path_that_a_middleware_may_reject_is_not_requested(string code, string? path)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "fastapi\nuvicorn\n"), ("main.py", $"{FastApi}{code}@app.get('/health')\ndef h(): pass\n"));

        Assert.That(folder.Read().HealthPath, Is.EqualTo(path));
    }

    [TestCase("import sqlite3\nsqlite3.connect('bot.db')\n", "")]
    [TestCase("import sqlite3\nsqlite3.connect('data/bot.db')\n", "data")]
    [TestCase("import os\nos.makedirs('uploads', exist_ok=True)\n", "uploads")]
    [TestCase("from pathlib import Path\nDATA = Path(__file__).parent / 'data'\nDATA.mkdir(exist_ok=True)\n", "data")]
    [TestCase("url = 'sqlite+aiosqlite:///db/app.db'\n", "db")]
    [TestCase("from telethon import TelegramClient\nTelegramClient('anon', 1, '')\n", "")]
    [TestCase("open('logs/app.log', 'a')\n", "logs")]
    [TestCase("open('/var/lib/bot/x', 'w')\n", "/var/lib/bot")]
    [TestCase("import os, sqlite3\nDB = os.getenv('DB', 'data/bot.db')\nsqlite3.connect(DB)\n", "data")]
    [TestCase("import os, sqlite3\nD = os.environ.get('D', 'state')\nP = os.path.join(D, 'a.db')\nsqlite3.connect(P)\n", "state")]
    [TestCase("import sqlalchemy\nfrom pathlib import Path\nBASE = Path(__file__).resolve().parent\nDB = BASE / 'storage' / 'x.sqlite'\n"
        + "URL = f'sqlite:///{DB}'\n", "storage")]
    [TestCase("from peewee import SqliteDatabase\ndb = SqliteDatabase('db/bot.db')\n", "db")]
    [TestCase("from pyrogram import Client\nClient('me', workdir='sessions')\n", "sessions")]
    [TestCase("import sqlite3\nsqlite3.connect('file:data/geo.db?mode=ro', uri=True)\n", null)]
    [TestCase("import sqlite3\nsqlite3.connect('file:data/bot.db?cache=shared', uri=True)\n", "data")]
    [TestCase("from pathlib import Path\nPath.home().joinpath('.bot').mkdir()\n", null, Description = "The home folder is writable")]
    [TestCase("open('config.json')\n", null)]
    [TestCase("import os, sqlite3\nDB = os.path.join(os.path.dirname(__file__), 'data', 'bot.db')\nos.makedirs(os.path.dirname(DB), exist_ok=True)\n", "data")]
    [TestCase("import os\nLOG = 'logs/app.txt'\nos.makedirs(os.path.dirname(LOG))\n", "logs")]
    [TestCase("import os\nfrom pathlib import Path\nLOG = Path('logs/app.txt')\nos.makedirs(LOG.parent)\n", "logs")]
    [TestCase("from pathlib import Path\nLOG = Path('logs') / 'app.txt'\nLOG.parent.mkdir(exist_ok=True)\n", "logs")]
    [TestCase("import os\nos.makedirs(os.path.dirname(__file__) + '/cache')\n", "cache")]
    [TestCase("import sqlite3\nsqlite3.connect(':memory:')\n", null)]
    [TestCase("open('/tmp/x', 'w')\n", null)]
    public void Folders_that_a_program_writes_to_are_found(string code, string? path)
    {
        using var folder = new ProjectFolder(("requirements.txt", "telethon"), ("main.py", code));

        Assert.That(folder.Read().WritableFolders.Select(found => found.Path), Is.EqualTo(path is null ? (string[])[] : [path]));
    }

    [TestCase("BASE_DIR = Path(__file__).resolve().parent.parent\nMEDIA_ROOT = BASE_DIR / 'media'\n", "site/media")]
    [TestCase("from .paths import BASE_DIR\nMEDIA_ROOT = BASE_DIR / 'media'\n", "site/media")]
    [TestCase("MEDIA_ROOT = '/srv/media'\n", "/srv/media")]
    [TestCase("MEDIA_ROOT = 'media'\n", "media")]
    [TestCase("DATABASES = { 'default': { 'NAME': 'db.sqlite3' } }\n", "")]
    [TestCase("from .paths import BASE_DIR\nDATABASES = { 'default': { 'NAME': BASE_DIR / 'db.sqlite3' } }\n", "site")]
    [TestCase("from .paths import BASE_DIR\nDATABASES = { 'default': { 'NAME': os.path.join(BASE_DIR, 'db', 'x.sqlite3') } }\n", "site/db")]
    [TestCase("BASE_DIR = Path(__file__).resolve().parent.parent\n"
        + "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': BASE_DIR / 'db.sqlite3'}}\n", "site")]
    [TestCase("from .paths import BASE_DIR\nD = {'default': dict(ENGINE='django.db.backends.sqlite3')}\nMEDIA_ROOT = BASE_DIR / 'media'\n", "site/media")]
    [TestCase("from .paths import BASE_DIR\nDATABASES = {'default': {'NAME': str(BASE_DIR / 'data' / 'shop.db'), 'ENGINE': 'x'}}\n", "site/data")]
    public void Uploads_of_Django_are_written(string settings, string path)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "django\ngunicorn\n"), ("site/manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'conf.settings')\n"),
            ("site/conf/__init__.py", ""), ("site/conf/settings.py", settings), ("site/conf/wsgi.py", "application = 1\n"));

        Assert.That(folder.Read().WritableFolders.Select(found => found.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("    ports: ['8080:5050']\n", 5050)]
    [TestCase("    ports: ['127.0.0.1:${PORT:-8080}:5050/tcp']\n", 5050)]
    [TestCase("    ports:\n      - target: 5050\n        published: 80\n", 5050)]
    [TestCase("    ports: ['5050']\n", 5050)]
    [TestCase("    ports: ['8080:5050', '9000:9000']\n", 8000)]
    [TestCase("    ports: ['8080:80']\n", 8000, Description = "Needs a privilege")]
    [TestCase("    ports: ['8080:${PORT:-5050}']\n", 8000)]
    [TestCase("    expose: ['5050']\n", 8000)]
    public void The_written_command_listens_on_the_port_that_the_compose_file_publishes(string ports, int port)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "flask\ngunicorn\n"), ("app.py", "from flask import Flask\napp = Flask(__name__)\n"),
            ("compose.yaml", $"services:\n  db:\n    image: postgres\n    ports: ['5432:5432']\n  web:\n    build: .\n{ports}"));

        var project = folder.Read();

        Assert.That((project.Port, string.Join(' ', project.StartCommand)), Is.EqualTo(((int?)port, $"gunicorn --bind 0.0.0.0:{port} app:app")));
    }

    [Test]
    public void A_program_that_starts_its_own_server_decides_about_its_port()
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "aiohttp\n"), ("main.py", "from aiohttp import web\napp = web.Application()\nweb.run_app(app, port=9100)\n"),
            ("compose.yaml", "services:\n  web:\n    build: .\n    ports: ['8080:5050']\n"));

        Assert.That(folder.Read().Port, Is.EqualTo(9100));
    }

    [Test]
    public void An_installed_command_has_the_port_of_its_server_and_its_address_is_checked()
    {
        using var folder = new ProjectFolder(
            ("pyproject.toml", "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n[project]\nname = 'acme'\nversion = '1'\n"
                + "dependencies = ['fastapi', 'uvicorn']\n[project.scripts]\nacme = 'acme.main:run'\n"),
            ("src/acme/__init__.py", ""),
            ("src/acme/main.py", $"import uvicorn\n{FastApi}@app.get('/health')\ndef h(): pass\n\n\n"
                + "def run():\n    uvicorn.run(app, host='127.0.0.1', port=8055)\n"));

        var project = folder.Read();

        Assert.That((string.Join(' ', project.StartCommand), project.Port, project.HealthPath), Is.EqualTo(("acme", (int?)8055, "/health")));
        Assert.That(project.Findings.Single(finding => finding.What == "address").Where!.File, Is.EqualTo("src/acme/main.py"));
    }

    [TestCase("release: acme-admin migrate\n", false)]
    [TestCase("release: python manage.py migrate\n", true)]
    public void A_step_that_is_a_command_of_the_package_needs_no_sources(string release, bool copies)
    {
        using var folder = new ProjectFolder(
            ("pyproject.toml", "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n[project]\nname = 'acme'\nversion = '1'\n"
                + "dependencies = ['flask', 'gunicorn']\n[project.scripts]\nacme-admin = 'acme.admin:main'\n"),
            ("Procfile", $"web: gunicorn acme.app:app\n{release}"), ("manage.py", ""), ("src/acme/__init__.py", ""), ("src/acme/admin.py", ""),
            ("src/acme/app.py", "from flask import Flask\napp = Flask(__name__)\n"));

        var project = folder.Read();

        Assert.That(project.ReleaseCommands, Has.One.Items);
        Assert.That(DockerfileWriter.Write(project).Contains("COPY . .", StringComparison.Ordinal), Is.EqualTo(copies));
    }

    [TestCase("bot.db", true)]
    [TestCase("data/bot.db", false)]
    public void The_steps_of_a_release_run_in_the_container_if_its_database_is_beside_the_code(string database, bool isBeside)
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "click\n"), ("Procfile", "release: python create.py\nworker: python bot.py\n"), ("create.py", ""),
            ("bot.py", $"import sqlite3\nDATABASE = '{database}'\n\nif __name__ == '__main__':\n    sqlite3.connect(DATABASE)\n"));

        var text = ComposeWriter.Write(folder.Read());

        Assert.That(
            (text.Contains("\n    post_start:\n", StringComparison.Ordinal), text.Contains("\n  release:\n", StringComparison.Ordinal)),
            Is.EqualTo((isBeside, !isBeside)),
            text);
    }

    [Test]
    public void A_volume_hides_no_code()
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", "telethon\n"), ("main.py", "import os\nimport bot.db\nos.makedirs('state')\nopen('bot/x.log', 'w')\n"), ("bot/db.py", ""));

        Assert.That(ComposeWriter.Write(folder.Read()), Does.Contain("state:/app/state").And.Not.Contain("/app/bot"));
    }
}
