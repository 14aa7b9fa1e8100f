# A stand-in for tests: not the real program. It understands the few commands of our Dockerfiles, refuses all others, and leaves the work to pip.
import json, os, pathlib, re, subprocess, sys, tomllib

# Beside the project's environment, whose Python comes first in PATH and has no pip.
BASE = sys._base_executable


def refuse(program):
    sys.exit(f"stand-in for {program}: not understood: {program} {' '.join(sys.argv[1:])}")


def name_of(requirement):
    return re.sub("[-_.]+", "-", re.match("[A-Za-z0-9._-]+", requirement).group()).lower()


def read_toml(path):
    return tomllib.loads(pathlib.Path(path).read_text())


def from_index(url):
    return [] if url is None else ["--index-url", url, "--trusted-host", "127.0.0.1"]


def install(python, cache, arguments):
    # pip binds bytecode to the source's hash where a date is given, and compiles nothing but what it installs.
    subprocess.run([BASE, "-m", "pip", "--python", python, "install", "--cache-dir", cache, *arguments], check=True, env={**os.environ, "SOURCE_DATE_EPOCH": "0"})


def resolve(requirements, url):
    """Name and version of all that the requirements bring along."""
    return [(name, version) for name, version, _ in resolve_tree(requirements, url)]


def resolve_tree(requirements, url):
    """Name, version and the names that it needs itself of all that the requirements bring along."""
    if not requirements:
        return []
    command = [BASE, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-", *from_index(url), *requirements]
    report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    found = [item["metadata"] for item in report["install"]]
    names = {name_of(item["name"]) for item in found}
    return sorted((name_of(item["name"]), item["version"], sorted({name_of(text) for text in item.get("requires_dist", [])} & names)) for item in found)


def write_lock(path, packages, head="version = 1\n"):
    pathlib.Path(path).write_text(head + "".join(f'\n[[package]]\nname = "{name}"\nversion = "{version}"\n' for name, version in packages))


def read_lock(path, requirements):
    """What a lock holds; it must hold what is asked for."""
    packages = [(package["name"], package["version"]) for package in read_toml(path)["package"] if "source" not in package]
    check_lock(path, packages, requirements)
    return [f"{name}=={version}" for name, version in packages]


def check_lock(path, packages, requirements):
    missing = {name_of(requirement) for requirement in requirements} - {name for name, _ in packages}
    if missing:
        sys.exit(f"stand-in: {path} lacks {', '.join(sorted(missing))}")


def install_locked_or_not(python, cache, url, requirements, locked):
    if wanted := requirements if locked is None else ["--no-deps", *locked]:
        install(python, cache, [*from_index(url), *wanted])
