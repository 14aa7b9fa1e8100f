def main():
    pipfile = read_toml("Pipfile")
    requirements = [name if value == "*" else f"{name}{value}" for name, value in pipfile["packages"].items()]
    url = next((source["url"] for source in pipfile.get("source", [])), None)
    match sys.argv[1:]:
        case ["lock"]:
            packages = {name: {"version": f"=={version}"} for name, version in resolve(requirements, url)}
            pathlib.Path("Pipfile.lock").write_text(json.dumps({"default": packages, "develop": {}}, indent=4))
        case ["install", "--deploy"]:
            packages = [(name, value["version"].removeprefix("==")) for name, value in json.loads(pathlib.Path("Pipfile.lock").read_text())["default"].items()]
            check_lock("Pipfile.lock", packages, requirements)
            pipenv_install(url, requirements, [f"{name}=={version}" for name, version in packages])
        case ["install", "--skip-lock"]:
            pipenv_install(url, requirements, None)
        case _:
            refuse("pipenv")


def pipenv_install(url, requirements, locked):
    install_locked_or_not(f"{os.environ['VIRTUAL_ENV']}/bin/python", "/root/.cache/pipenv", url, requirements, locked)
