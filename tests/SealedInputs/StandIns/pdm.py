def main():
    project = read_toml("pyproject.toml")
    requirements = project["project"].get("dependencies", [])
    url = next((source["url"] for source in project.get("tool", {}).get("pdm", {}).get("source", [])), None)
    match sys.argv[1:]:
        case ["lock"]:
            write_lock("pdm.lock", resolve(requirements, url))
        case ["install", "--check", "--prod", "--no-self"]:
            pdm_install(url, requirements, read_lock("pdm.lock", requirements))
        case ["install", "--prod", "--no-self", "--no-lock"]:
            pdm_install(url, requirements, None)
        case _:
            refuse("pdm")


def pdm_install(url, requirements, locked):
    install_locked_or_not(f"{os.environ['VIRTUAL_ENV']}/bin/python", "/root/.cache/pdm", url, requirements, locked)
