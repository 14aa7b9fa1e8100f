CACHE = "/root/.cache/uv"
ENVIRONMENT = os.environ.get("UV_PROJECT_ENVIRONMENT", ".venv")
PYTHON = f"{ENVIRONMENT}/bin/python"


def index():
    config = pathlib.Path("/etc/uv/uv.toml")
    return read_toml(config)["index"][0]["url"] if config.exists() else None


def projects():
    """The folders of the root and of its workspace's members."""
    workspace = read_toml("pyproject.toml").get("tool", {}).get("uv", {}).get("workspace", {})
    return [".", *sorted(str(path.parent) for pattern in workspace.get("members", []) for path in pathlib.Path().glob(f"{pattern}/pyproject.toml"))]


def tables():
    """The project tables by name: those of the root and of the members."""
    found = [(folder, read_toml(f"{folder}/pyproject.toml").get("project", {})) for folder in projects()]
    return {name_of(table["name"]): (folder, table) for folder, table in found if "name" in table}


def needed(package):
    """The names of a member and of the members that it needs; None: all."""
    if package is None:
        return None
    names = [package]
    for name in names:
        names += [other for other in map(name_of, tables()[name][1].get("dependencies", [])) if other in tables() and other not in names]
    return names


def libraries():
    """The folders that [tool.uv.sources] installs packages from: name, entry and project table."""
    sources = read_toml("pyproject.toml").get("tool", {}).get("uv", {}).get("sources", {})
    return [(name_of(name), source, read_toml(f"{source['path']}/pyproject.toml")["project"]) for name, source in sources.items() if "path" in source]


def requirements(package=None):
    names = needed(package)
    own = {name for name, _, _ in libraries()} | set(tables())
    projects = [table for name, (_, table) in tables().items() if names is None or name in names] + [table for _, _, table in libraries()]
    return [item for table in projects for item in table.get("dependencies", []) if name_of(item) not in own]


def locked(package):
    """What the lock holds for a member; None: for all."""
    if not pathlib.Path("uv.lock").exists():
        return None
    everything = read_lock("uv.lock", requirements(package))
    if package is None:
        return everything
    needs = {entry["name"]: [item["name"] for item in entry.get("dependencies", [])] for entry in read_toml("uv.lock")["package"]}
    names = [name_of(item) for item in requirements(package)]
    for name in names:
        names += [other for other in needs[name] if other not in names]
    return [item for item in everything if name_of(item) in names]


def sync(options):
    options, package = package_of(options)
    left_out = {name_of(option.split("=")[1]) for option in options if option.startswith("--no-install-package=")}
    known = {"--no-install-project", "--no-install-workspace", "--locked", "--frozen", "--inexact", "--no-editable"}
    if not {option for option in options if not option.startswith("--no-install-package=")} <= known:
        refuse("uv")
    wanted = locked(package)
    wanted = None if wanted is None else [item for item in wanted if name_of(item) not in left_out]
    if "--inexact" not in options:
        venv(ENVIRONMENT)
    install_locked_or_not(PYTHON, CACHE, index(), requirements(package), wanted)
    versions = {entry["name"]: entry["version"] for entry in read_toml("uv.lock")["package"]} if "--locked" in options else {}
    for name, source, table in libraries():
        if versions and versions.get(name) != table["version"]:
            sys.exit(f"stand-in: uv.lock does not have {name} {table['version']}")
        editable = ["--editable"] if source.get("editable") and "--no-editable" not in options else []
        install(PYTHON, CACHE, ["--no-deps", *(from_index(index()) or ["--no-index"]), *editable, source["path"]])


def venv(directory):
    subprocess.run([BASE, "-m", "venv", "--without-pip", directory], check=True)


def lock(check):
    if check:
        read_lock("uv.lock", requirements())
    else:
        text = 'version = 1\nrequires-python = ">=3.11"\n'
        for name, version, needs in resolve_tree(requirements(), index()):
            text += f'\n[[package]]\nname = "{name}"\nversion = "{version}"\n{dependencies(needs)}'
        for name, source, table in libraries():
            text += f'\n[[package]]\nname = "{name}"\nversion = "{table["version"]}"\n'
            text += f'source = {{ {"editable" if source.get("editable") else "directory"} = "{source["path"]}" }}\n'
            text += dependencies([name_of(item) for item in table.get("dependencies", [])])
        if len(tables()) > 1:
            for name, (folder, table) in tables().items():
                text += f'\n[[package]]\nname = "{name}"\nversion = "{table["version"]}"\nsource = {{ editable = "{folder}" }}\n'
                text += dependencies([name_of(item) for item in table.get("dependencies", [])])
        pathlib.Path("uv.lock").write_text(text)


def dependencies(names):
    items = ", ".join('{ name = "%s" }' % name for name in names)
    return f"dependencies = [{items}]\n" if names else ""


def package_of(options):
    if "--package" not in options:
        return options, None
    at = options.index("--package")
    return options[:at] + options[at + 2:], options[at + 1]


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
    options, package = package_of(options)
    if [option for option in options if option != "--all-packages"] != ["--wheel", "--out-dir", "/dist"]:
        refuse("uv")
    for folder in projects() if "--all-packages" in options else [tables()[package][0] if package else "."]:
        if "build-system" in read_toml(f"{folder}/pyproject.toml"):
            subprocess.run([BASE, "-m", "pip", "wheel", "--no-deps", *(from_index(index()) or ["--no-index"]), "--wheel-dir", "/dist", f"./{folder}"], check=True)


match sys.argv[1:]:
    case ["sync", *options]: sync(options)
    case ["export", "--locked" | "--frozen", "--no-emit-project", "--no-hashes", "--no-annotate", "--no-header"]: print("\n".join(locked(None)))
    case ["export", "--frozen", "--package", package, "--no-emit-workspace", "--no-hashes", "--no-annotate", "--no-header"]: print("\n".join(locked(package)))
    case ["venv", directory]: venv(directory)
    case ["lock"]: lock(check=False)
    case ["lock", "--check"]: lock(check=True)
    case ["pip", "install", *options]: pip_install(options)
    case ["build", *options]: build(options)
    case _: refuse("uv")
