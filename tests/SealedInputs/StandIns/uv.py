CACHE = "/root/.cache/uv"
PYTHON = ".venv/bin/python"


def index():
    config = pathlib.Path("/etc/uv/uv.toml")
    return read_toml(config)["index"][0]["url"] if config.exists() else None


def projects():
    """The folders of the root and of its workspace's members."""
    workspace = read_toml("pyproject.toml").get("tool", {}).get("uv", {}).get("workspace", {})
    return [".", *sorted(str(path.parent) for pattern in workspace.get("members", []) for path in pathlib.Path().glob(f"{pattern}/pyproject.toml"))]


def requirements():
    tables = [read_toml(f"{folder}/pyproject.toml").get("project", {}) for folder in projects()]
    own = {name_of(table["name"]) for table in tables if "name" in table}
    return [item for table in tables for item in table.get("dependencies", []) if name_of(item) not in own]


def sync(options):
    left_out = {name_of(option.split("=")[1]) for option in options if option.startswith("--no-install-package=")}
    if not {option for option in options if not option.startswith("--no-install-package=")} <= {"--no-install-project", "--no-install-workspace", "--locked", "--frozen", "--inexact"}:
        refuse("uv")
    locked = [item for item in read_lock("uv.lock", requirements()) if name_of(item) not in left_out] if pathlib.Path("uv.lock").exists() else None
    if "--inexact" not in options:
        venv(".venv")
    install_locked_or_not(PYTHON, CACHE, index(), requirements(), locked)


def venv(directory):
    subprocess.run([BASE, "-m", "venv", "--without-pip", directory], check=True)


def lock(check):
    if check:
        read_lock("uv.lock", requirements())
    else:
        write_lock("uv.lock", resolve(requirements(), index()), 'version = 1\nrequires-python = ">=3.11"\n')


def pip_install(options):
    python, arguments, offline = None, [], False
    while options:
        match options:
            case ["--python", python, *options]: pass
            case ["--requirement", "pyproject.toml", *options]: arguments += requirements()
            case ["--requirement", file, *options]: arguments += ["--requirement", file]
            case ["--no-cache" | "--compile-bytecode", *options]: pass
            case ["--no-index", *options]: offline, arguments = True, [*arguments, "--no-index"]
            case ["--no-deps", *options]: arguments.append("--no-deps")
            case [file, *options] if file.endswith(".whl"): arguments.append(file)
            case _: refuse("uv")
    install(python, CACHE, arguments if offline else [*from_index(index()), *arguments])


def build(options):
    if [option for option in options if option != "--all-packages"] != ["--wheel", "--out-dir", "/dist"]:
        refuse("uv")
    for folder in projects() if "--all-packages" in options else ["."]:
        if "build-system" in read_toml(f"{folder}/pyproject.toml"):
            subprocess.run([BASE, "-m", "pip", "wheel", "--no-deps", "--no-index", "--wheel-dir", "/dist", f"./{folder}"], check=True)


match sys.argv[1:]:
    case ["sync", *options]: sync(options)
    case ["export", "--locked" | "--frozen", "--no-emit-project", "--no-hashes", "--no-annotate", "--no-header"]: print("\n".join(read_lock("uv.lock", requirements())))
    case ["venv", directory]: venv(directory)
    case ["lock"]: lock(check=False)
    case ["lock", "--check"]: lock(check=True)
    case ["pip", "install", *options]: pip_install(options)
    case ["build", *options]: build(options)
    case _: refuse("uv")
