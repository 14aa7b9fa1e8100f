def main():
    project = read_toml("pyproject.toml")
    requirements = project["project"].get("dependencies", [])
    url = next((source["url"] for source in project.get("tool", {}).get("poetry", {}).get("source", [])), None)
    match sys.argv[1:]:
        case ["lock"]:
            write_lock("poetry.lock", resolve(requirements, url))
        case ["install", "--only", "main", "--no-root", "--no-interaction"]:
            locked = read_lock("poetry.lock", requirements) if pathlib.Path("poetry.lock").exists() else None
            install_locked_or_not(f"{os.environ['VIRTUAL_ENV']}/bin/python", "/root/.cache/pypoetry", url, requirements, locked)
        case _:
            refuse("poetry")
