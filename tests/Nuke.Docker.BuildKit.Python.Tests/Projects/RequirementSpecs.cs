using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;
using Nuke.Docker.BuildKit.Python.Writing;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class RequirementSpecs
{
    [TestCase("requests", "requests||||")]
    [TestCase("Flask_SQLAlchemy", "flask-sqlalchemy||||")]
    [TestCase("zope.interface>=5", "zope-interface|>=5|||")]
    [TestCase("a >= 1.0 , < 2", "a|>=1.0,<2|||")]
    [TestCase("a (>=1.0,<2)", "a|>=1.0,<2|||")]
    [TestCase("a==1.*", "a|==1.*|||")]
    [TestCase("a===1.0+local", "a|===1.0+local|||")]
    [TestCase("a~=1.4.2", "a|~=1.4.2|||")]
    [TestCase("uvicorn[standard]", "uvicorn||standard||")]
    [TestCase("a [B_c, d] >=1", "a|>=1|b-c,d||")]
    [TestCase("a; python_version < '3.9'", "a|||python_version < '3.9'|")]
    [TestCase("a>=1 ; sys_platform == 'linux' and extra == 'x'", "a|>=1||sys_platform == 'linux' and extra == 'x'|")]
    [TestCase("a @ https://example.com/a-1.0.whl", "a||||https://example.com/a-1.0.whl")]
    [TestCase("a[x]@git+https://github.com/acme/a.git@v1 ; python_version > '3'", "a||x|python_version > '3'|git+https://github.com/acme/a.git@v1")]
    [TestCase("a @ file:///srv/a", "a||||/srv/a")]
    [TestCase("a @ https://user:secret@example.com/a.whl?token=1", "a||||https://example.com/a.whl")]
    public void A_requirement_is_read(string text, string expected)
    {
        var dependency = Requirement.Parse(text, null)!;

        Assert.That($"{dependency.Name}|{dependency.Specifier}|{string.Join(',', dependency.Extras)}|{dependency.Marker}|{dependency.Source}",
            Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("-a")]
    [TestCase("a-")]
    [TestCase("a[x")]
    [TestCase("a 1.0")]
    [TestCase("a=1.0")]
    [TestCase("a>=")]
    [TestCase("a>=1 2")]
    [TestCase("a(>=1")]
    [TestCase("a<>1")]
    public void What_is_no_requirement_is_refused(string text) => Assert.That(Requirement.Parse(text, null), Is.Null);

    [TestCase("*", "")]
    [TestCase("^1.2", ">=1.2,<2")]
    [TestCase("^0.2.3", ">=0.2.3,<0.3")]
    [TestCase("^0.0.3", ">=0.0.3,<0.0.4")]
    [TestCase("^0", ">=0,<1")]
    [TestCase("~1.2", ">=1.2,<1.3")]
    [TestCase("~1", ">=1,<2")]
    [TestCase("1.2.3", "==1.2.3")]
    [TestCase("1.2.*", "==1.2.*")]
    [TestCase("=1.2", "==1.2")]
    [TestCase(">=1,<2", ">=1,<2")]
    [TestCase(">=1 <2", ">=1,<2")]
    [TestCase("~=1.4", "~=1.4")]
    [TestCase("^1.0 || ^2.0", "")]
    [TestCase("^3.9|^3.12", "")]
    [TestCase("^v1", ">=1,<2")]
    [TestCase("v1.2", "==1.2")]
    [TestCase(">= 3.9, < 3.13", ">=3.9,<3.13")]
    [TestCase("^ 1.2", ">=1.2,<2")]
    [TestCase("1.x", "==1.*")]
    [TestCase("~1.2.*", ">=1.2,<1.3")]
    [TestCase("== 1.2.*", "==1.2.*")]
    [TestCase("latest", "")]
    [TestCase("^", "")]
    public void Poetrys_notation_becomes_that_of_Pep440(string constraint, string expected) =>
        Assert.That(PoetryConstraint.ToSpecifier(constraint), Is.EqualTo(expected));

    [TestCase("https://pypi.acme.example/simple", "https://pypi.acme.example/simple", "", false)]
    [TestCase("https://user:secret@pypi.acme.example/simple", "https://pypi.acme.example/simple", "", true)]
    [TestCase("https://token@pypi.acme.example/simple", "https://pypi.acme.example/simple", "", true)]
    [TestCase("https://user:${PASSWORD}@pypi.acme.example/simple", "https://pypi.acme.example/simple", "PASSWORD", false)]
    [TestCase("https://${USER}:${PASSWORD}@pypi.acme.example/simple", "https://pypi.acme.example/simple", "USER,PASSWORD", false)]
    [TestCase("https://${USER}:secret@pypi.acme.example/simple", "https://pypi.acme.example/simple", "USER", true)]
    [TestCase("git+ssh://git@github.com/acme/a.git", "git+ssh://git@github.com/acme/a.git", "", false)]
    [TestCase("https://pypi.acme.example/simple?key=secret", "https://pypi.acme.example/simple", "", false)]
    [TestCase("https://pypi.acme.example/@scope/simple", "https://pypi.acme.example/@scope/simple", "", false)]
    [TestCase("./folder", "./folder", "", false)]
    public void An_address_is_shown_without_its_credentials(string address, string shown, string variables, bool credential)
    {
        var url = SafeUrl.Of(address);

        Assert.Multiple(() =>
        {
            Assert.That(url.Url, Is.EqualTo(shown));
            Assert.That(string.Join(',', url.Variables), Is.EqualTo(variables));
            Assert.That(url.HadCredential, Is.EqualTo(credential));
        });
    }

    [TestCase("libs/mylib", "mylib|libs/mylib|True")]
    [TestCase("pkg/", "pkg|pkg|True")]
    [TestCase("-e /opt/x", "x|/opt/x|True")]
    [TestCase("/wheels/my_x-1.0-py3-none-any.whl", "my-x|/wheels/my_x-1.0-py3-none-any.whl|True")]
    [TestCase("file:libs/mylib", "mylib|libs/mylib|True")]
    [TestCase("file:///srv/lib", "lib|/srv/lib|True")]
    [TestCase("git+https://example.com/acme/mono.git@v1#egg=foo&subdirectory=x", "foo|git+https://example.com/acme/mono.git@v1#egg=foo&subdirectory=x|False")]
    [TestCase("git+ssh://git@example.com/acme/tool.git", "tool|git+ssh://git@example.com/acme/tool.git|False")]
    [TestCase("https://example.com/my-package-1.0.tar.gz", "my-package|https://example.com/my-package-1.0.tar.gz|False")]
    [TestCase("https://example.com/archive/main.zip", "main|https://example.com/archive/main.zip|False")]
    [TestCase("// comment", "comment|// comment|True")]
    [TestCase("mylib @ file:libs/mylib", "mylib|libs/mylib|True")]
    [TestCase("git+git@example.com:acme/tool.git#egg=tool", "tool|git+git@example.com:acme/tool.git#egg=tool|False")]
    public void Sources_have_names_and_places(string line, string expected)
    {
        using var folder = new ProjectFolder(("requirements.txt", line), ("libs/mylib/setup.py", ""), ("pkg/setup.py", ""));

        var found = folder.Read().Dependencies.Single();

        Assert.That($"{found.Name}|{found.Source}|{found.Local}", Is.EqualTo(expected));
    }

    [TestCase("mylib @ file:libs/mylib")]
    [TestCase("-e git+git@example.com:acme/tool.git#egg=tool")]
    [TestCase("foo @ ?")]
    public void An_at_sign_alone_is_no_credential(string line)
    {
        using var folder = new ProjectFolder(("requirements.txt", line), ("libs/mylib/setup.py", ""));

        Assert.That(Warnings(folder.Read()), Has.None.StartsWith("credential"));
    }

    [Test]
    public void A_local_source_with_a_name_is_an_input()
    {
        using var folder = new ProjectFolder(("requirements.txt", "mylib @ file:libs/mylib\nout @ file:///opt/out\n"), ("libs/mylib/setup.py", ""));

        var project = folder.Read();

        Assert.That(project.DependencyInputs, Is.EqualTo((string[])["requirements.txt", "libs/mylib"]));
        Assert.That(Warnings(project), Does.Contain("local dependency requirements.txt:2"));
    }

    [TestCase("https://example.com/lxml-5.0.zip#sha256=00", true)]
    [TestCase("lxml @ https://example.com/lxml-5.0.tar.gz", true)]
    [TestCase("https://example.com/lxml-5.0-cp313-cp313-manylinux_2_28_x86_64.whl", false)]
    [TestCase("lxml", false)]
    public void A_source_distribution_is_compiled(string line, bool compiled)
    {
        using var folder = new ProjectFolder(("requirements.txt", line));

        Assert.That(folder.Read().SystemPackages.Build.Select(package => package.Name).Contains("libxml2-dev"), Is.EqualTo(compiled));
    }

    [TestCase("requirements-api.txt requirements-worker.txt", "requirements-api.txt")]
    [TestCase("requirements_prod.txt requirements_dev.txt requirements_gpu.txt", "requirements_prod.txt")]
    [TestCase("requirements/web.txt requirements/jobs.txt", "requirements/web.txt")]
    [TestCase("requirements.in", "requirements.in")]
    [TestCase("requirements.in requirements.txt", "requirements.txt")]
    [TestCase("requirements-a.txt requirements-b.txt", null)]
    public void The_requirements_of_the_program_are_chosen_by_name(string files, string? chosen)
    {
        using var folder = new ProjectFolder([.. files.Split(' ').Select(file => (file, "requests\n")), ("main.py", "print()\n")]);

        var project = folder.Read();

        Assert.That(project.RequirementsFile, Is.EqualTo(chosen));
        Assert.That(Warnings(project).Any(warning => warning.StartsWith("dependencies", StringComparison.Ordinal)), Is.EqualTo(chosen is null));
    }

    [Test]
    public void Requirements_are_read_as_pip_reads_them()
    {
        using var folder = new ProjectFolder(
            ("requirements.txt", """
                # a comment
                --index-url=https://user:hunter2@pypi.acme.example/simple
                -i https://pypi.org/simple
                --extra-index-url "https://${PIP_USER}:${PIP_PASSWORD}@pypi.other.example/simple"
                a==1.0 \
                    --hash=sha256:00 \
                    --hash=sha256:11
                b>=2  # and a reason
                -e git+https://github.com/acme/tool.git@main#egg=acme_tool
                -e .
                ./libs/common
                ./libs/missing
                -rmore/base.txt
                -r ../outside.txt
                --constraint constraints.txt
                what is this
                https://example.com/dist/wheel_name-1.0-py3-none-any.whl
                """),
            ("more/base.txt", "c\n-r ../requirements.txt\nd ; sys_platform == 'win32'\n"),
            ("constraints.txt", "c==3.1\n"),
            ("libs/common/setup.py", ""));

        var project = folder.Read();

        Assert.Multiple(() =>
        {
            Assert.That(
                project.Dependencies.Select(_ => $"{_.Name} {_.Specifier} {_.Source} {_.Where}".Trim()),
                Is.EqualTo((string[])
                [
                    "a ==1.0  requirements.txt:5", "b >=2  requirements.txt:8",
                        "acme-tool  git+https://github.com/acme/tool.git@main#egg=acme_tool requirements.txt:9",
                    "service  . requirements.txt:10", "common  libs/common requirements.txt:11", "missing  libs/missing requirements.txt:12",
                        "c   more/base.txt:1", "d   more/base.txt:3",
                    "wheel-name  https://example.com/dist/wheel_name-1.0-py3-none-any.whl requirements.txt:17",
                ]));
            Assert.That(project.DependencyInputs, Is.EqualTo((string[])["requirements.txt", "libs/common", "more/base.txt", "constraints.txt"]));
            Assert.That(project.LockedPackages.Select(_ => $"{_.Name} {_.Version}"), Is.EqualTo((string[])["a 1.0", "c 3.1"]));
            Assert.That(project.Indexes.Select(_ => $"{_.Url} {_.Default} {string.Join(',', _.Credentials)}"), Is.EqualTo((string[])
                ["https://pypi.acme.example/simple True ", "https://pypi.other.example/simple False PIP_USER,PIP_PASSWORD"]));
            Assert.That(Warnings(project), Does.Contain("credential requirements.txt:2").And.Contain("local dependency requirements.txt:12")
                .And.Contain("requirements requirements.txt:14").And.Contain("requirement requirements.txt:16"));
            Assert.That(string.Join('\n', project.Findings) + string.Join('\n', project.Indexes), Does.Not.Contain("hunter2"));
        });
    }

    [TestCase("requirements.txt", "./../lib\n")]
    [TestCase("requirements.txt", "-e ../lib#egg=lib\n")]
    [TestCase("requirements.txt", "lib[x] @ file:../lib ; python_version > '3'\n")]
    [TestCase("pyproject.toml", "[project]\nname = 'a'\ndependencies = ['lib @ file:///${PROJECT_ROOT}/../lib']\n[tool.pdm]\n")]
    [TestCase("pyproject.toml", "[project]\nname = 'a'\ndependencies = ['lib']\n[tool.uv.sources]\nlib = { path = '../service/../lib' }\n")]
    [TestCase("pyproject.toml", "[tool.poetry.dependencies]\nlib = { path = '../lib', develop = true }\n")]
    [TestCase("Pipfile", "[packages]\nlib = {path = '../lib', editable = true}\n")]
    public void A_path_elsewhere_in_the_repository_is_an_input(string file, string text)
    {
        using var folder = new ProjectFolder((file, text), ("main.py", "import lib\n"), ("../lib/setup.py", ""));

        var project = folder.Read();

        Assert.That(
            (project.Dependencies.Single().Source, project.Context?.Folder, string.Join(' ', project.Context?.Paths ?? [])),
            Is.EqualTo(("../lib", "service", "service lib")));
        Assert.That(DockerfileWriter.Write(project), Does.Contain("--mount=type=bind,source=lib,target=../lib,rw"));
    }

    [TestCase("../../lib", "outside the repository")]
    [TestCase("/lib", "outside the repository")]
    [TestCase("..", "contains the project")]
    [TestCase("../lib", "does not exist")]
    public void A_path_that_no_context_can_contain_is_reported(string path, string reason)
    {
        using var folder = new ProjectFolder(("requirements.txt", $"-e {path}\n"), ("main.py", ""), ("../setup.py", ""));

        var project = folder.Read();

        Assert.That(project.Context, Is.Null);
        Assert.That(
            project.Findings.Single(finding => finding.What == "local dependency").ToString(), Does.Contain("requirements.txt:1").And.Contain(reason));
    }

    [Test]
    public void Libraries_that_need_each_other_are_read_once()
    {
        const string Library = "[project]\nname = '{0}'\ndependencies = ['{1}', 'psycopg2']\n[tool.uv.sources]\n{1} = {{ path = '../{1}' }}\n";
        using var folder = new ProjectFolder(
            ("pyproject.toml", string.Format(null, Library, "service", "a")),
            ("../a/pyproject.toml", string.Format(null, Library, "a", "b")),
            ("../b/pyproject.toml", string.Format(null, Library, "b", "a")));

        var project = folder.Read();

        Assert.That(project.Libraries.Select(library => library.Folder), Is.EqualTo(["../a", "../b"]));
        Assert.That(project.DependencyInputs, Is.EqualTo(["pyproject.toml", "../a", "../b"]));
    }

    [Test]
    public void Pipenv_and_Poetry_install_no_library_in_editable_mode()
    {
        using var pipenv = new ProjectFolder(
            ("Pipfile", "[packages]\nlib = {path = '../lib', editable = true}\n"), ("Pipfile.lock", "{}"), ("../lib/setup.py", ""));
        using var poetry = new ProjectFolder(("pyproject.toml", "[tool.poetry.dependencies]\nlib = { path = 'lib', develop = true }\n"), ("lib/setup.py", ""));

        Assert.That(
            DockerfileWriter.Write(pipenv.Read()),
            Does.Contain("target=Pipfile.lock,rw").And.Contain("editable\"* *[=:] *").And.Contain("> /tmp/Pipfile.lock"));
        Assert.That(DockerfileWriter.Write(poetry.Read()), Does.Contain("target=pyproject.toml,rw").And.Contain("cp /tmp/pyproject.toml pyproject.toml"));
    }

    private static string[] Warnings(PythonProject project) =>
        [.. project.Findings.Where(finding => finding.Level == PythonFindingLevel.Warning).Select(finding => $"{finding.What} {finding.Where}")];
}
