namespace IntegrationTests.Agreement;

/// <summary>A small project of one shape. Its Dockerfile is not part of the context, so that a comment changes no file that a step reads.</summary>
/// <param name="Name">The name of the shape.</param>
/// <param name="Dockerfile">The Dockerfile.</param>
/// <param name="Files">The files that its steps read.</param>
internal sealed record AgreementProject(string Name, string Dockerfile, params string[] Files)
{
    /// <summary>The base image, whose tag moves.</summary>
    public const string Base = "agreement-base:moving";

    public static IReadOnlyList<AgreementProject> All { get; } =
    [
        new("whole", $"FROM {Base}\nCOPY . /src\nRUN cat /src/app/main.py > /out\n", "app/main.py", "app/util.py", "requirements.txt"),
        new(
            "layers",
            $"FROM {Base}\nARG VERSION=1\nCOPY requirements.txt /\nRUN cat /requirements.txt > /installed\nCOPY app /app\n"
            + "RUN cat /app/main.py $VERSION.txt || true\n",
            "app/main.py",
            "app/util.py",
            "requirements.txt"),
        new(
            "stages",
            $"FROM {Base} AS builder\nARG VERSION=1\nCOPY requirements.txt /\nRUN cat /requirements.txt > /wheel\nRUN echo $VERSION > /version\n"
            + $"FROM {Base} AS runtime\nCOPY --from=builder /wheel /wheel\nCOPY app /app\nRUN cat /wheel /app/main.py > /out\n",
            "app/main.py",
            "requirements.txt"),
        new(
            "heredocs",
            $"FROM {Base}\nARG VERSION=1\nRUN <<EOF\ncat /bin/true > /one\necho $VERSION > /two\nEOF\nCOPY <<three.txt /made/\n"
            + "version $VERSION\nthree.txt\nCOPY app/main.py /\n",
            "app/main.py"),
        new(
            "global argument",
            $"ARG BASE={Base}\nARG VERSION=1\nFROM ${{BASE}} AS one\nARG VERSION\nENV FULL=v$VERSION\nRUN echo $FULL > /version\nCOPY app ./app\n",
            "app/main.py",
            "app/util.py"),
        new(
            "triggers",
            $"FROM {Base} AS parent\nONBUILD ENV MODE=1\nONBUILD LABEL mode=1\nONBUILD COPY requirements.txt /\n"
            + "ONBUILD RUN cat /requirements.txt > /trigger\nFROM parent\nCOPY app /app\n",
            "app/main.py",
            "requirements.txt"),
        new(
            "link",
            $"FROM {Base}\nARG VERSION=1\nRUN echo $VERSION > /v\nCOPY --link app /app\nCOPY --link requirements.txt /\n",
            "app/main.py",
            "requirements.txt"),
        new("exclude", $"FROM {Base}\nCOPY --exclude=*.md app /app\nRUN cat /app/main.py > /out\n", "app/main.py", "app/util.py"),
        new(
            "named context",
            $"FROM {Base}\nCOPY --from=shared data.txt /data.txt\nRUN cat /data.txt > /out\nCOPY app /app\n",
            "app/main.py",
            "shared/data.txt"),
        new(
            "bind mounts",
            $"FROM {Base} AS tools\nRUN echo tool > /tool\nFROM {Base}\nRUN --mount=type=bind,source=requirements.txt,target=/r cat /r > /installed\n"
            + "RUN --mount=type=bind,from=tools,source=/tool,target=/t --mount=type=bind,source=app,target=/a cat /t /a/main.py > /out\n",
            "app/main.py",
            "requirements.txt"),
        new(
            "cache and secret",
            $"FROM {Base}\nCOPY requirements.txt /\n"
            + "RUN --mount=type=cache,target=/c --mount=type=secret,id=token cat /requirements.txt > /c/x\nWORKDIR /srv\nCOPY app .\nRUN cat main.py > out\n",
            "app/main.py",
            "requirements.txt"),
        new(
            "wildcards",
            $"FROM {Base} AS one\nCOPY app/*.py req*.txt /src/\nRUN cat /src/main.py > /out\nFROM scratch\nCOPY --from=one /out /src /\n",
            "app/main.py",
            "app/util.py",
            "requirements.txt"),
    ];
}
