using IntegrationTests.Python;

namespace IntegrationTests.Dockerfiles;

/// <summary>Dockerfiles as people write them, each with one weakness. The secrets provide a package index if PyPI can't be reached.</summary>
internal static class NaiveDockerfiles
{
    private const string Compilers = "RUN apt-get update && apt-get install -y gcc g++ && rm -rf /var/lib/apt/lists/*";
    private const string Pip = "--mount=type=secret,id=pip,target=/etc/pip.conf";
    private const string Uv = "--mount=type=secret,id=uv,target=/etc/uv/uv.toml";

    public const string CodeBeforeDependencies = $"""
        ARG PYTHON_IMAGE
        FROM $PYTHON_IMAGE
        WORKDIR /app
        COPY . .
        RUN {Pip} pip install --no-cache-dir -r requirements.txt
        CMD python3 main.py
        """;

    public const string WheelsCopied = $"""
        # one: wheels
        ARG PYTHON_IMAGE
        FROM $PYTHON_IMAGE as builder
        {Compilers}
        COPY requirements.txt more.txt ./
        RUN {Pip} pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

        # two: what runs
        FROM $PYTHON_IMAGE
        WORKDIR /app
        COPY --from=builder /wheels /wheels
        COPY requirements.txt more.txt ./
        RUN pip install --no-cache-dir --no-index --find-links=/wheels -r requirements.txt \
            && rm -rf /wheels
        COPY . .
        CMD ["python3", "main.py"]
        """;

    public const string CompilersInOneStage = $"""
        ARG PYTHON_IMAGE
        FROM $PYTHON_IMAGE
        {Compilers}
        WORKDIR /app
        COPY . .
        RUN {Pip} pip install --no-cache-dir -r requirements.txt
        CMD ["python3", "main.py"]
        """;

    public const string UserOfItsOwn = $"""
        ARG PYTHON_IMAGE
        FROM $PYTHON_IMAGE
        {Compilers}
        RUN groupadd -r bot && useradd -r -g bot bot
        WORKDIR /app
        COPY requirements.txt more.txt ./
        RUN {Pip} pip install --no-cache-dir -r requirements.txt
        COPY --chown=bot:bot . .
        USER bot
        CMD ["python3", "main.py"]
        """;

    public const string SecondSyncUnlocked = $"""
        ARG PYTHON_IMAGE
        ARG UV_IMAGE
        FROM $UV_IMAGE AS uv
        FROM $PYTHON_IMAGE
        COPY --from=uv /uv /uvx /bin/
        WORKDIR /app
        RUN --mount=type=cache,target=/root/.cache/uv \
            --mount=type=bind,source=uv.lock,target=uv.lock \
            --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
            {Uv} \
            uv sync --frozen --no-install-project
        COPY . .
        RUN --mount=type=cache,target=/root/.cache/uv \
            {Uv} \
            uv sync
        CMD [".venv/bin/python", "main.py"]
        """;

    public const string VersionBeforeDependencies = $"""
        ARG PYTHON_IMAGE
        ARG UV_IMAGE
        FROM $UV_IMAGE AS uv
        FROM $PYTHON_IMAGE
        COPY --from=uv /uv /uvx /bin/
        WORKDIR /app
        COPY pyproject.toml uv.lock ./
        RUN --mount=type=cache,target=/root/.cache/uv {Uv} uv sync --locked --no-install-project
        COPY main.py .
        CMD [".venv/bin/python", "main.py"]
        """;

    /// <summary>Writes the project that the Dockerfiles build.</summary>
    /// <param name="image">The image, whose folder contains the project.</param>
    /// <param name="code">The text of <c>main.py</c>.</param>
    /// <param name="uv">True: the dependencies are in <c>pyproject.toml</c> and <c>uv.lock</c>, not in requirement files.</param>
    public static async Task WriteProjectAsync(GeneratedImage image, string code, bool uv)
    {
        image.Write("main.py", code);
        image.Write(".dockerignore", "*Dockerfile*\n");
        if (uv)
        {
            image.Write(
                "pyproject.toml",
                "[project]\nname = \"bot\"\nversion = \"1\"\nrequires-python = \">=3.11\"\ndependencies = [\"click\", \"typing_extensions\"]\n"
                    + "[tool.ruff]\nline-length = 99\n");
            await image.LockAsync("uv.lock", requirement: null);
            return;
        }

        image.Write("requirements.txt", "click\n-r more.txt\n");
        image.Write("more.txt", "typing_extensions\n");
    }
}
