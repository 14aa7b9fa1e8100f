using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Steps;

/// <summary>A package manager, the location of its cache, and the ways to disable the cache.</summary>
/// <param name="Name">The name of the program.</param>
/// <param name="CacheVariable">The variable that sets the cache directory; <c>null</c> for none.</param>
/// <param name="CacheFolder">The cache directory, absolute or relative to <c>~/.cache</c>.</param>
/// <param name="OffVariable">The variable that disables the cache; <c>null</c> for none.</param>
/// <param name="OffOptions">The options that disable the cache for one call.</param>
internal sealed record PackageTool(string Name, string? CacheVariable, string CacheFolder, string? OffVariable, IReadOnlyList<string> OffOptions)
{
    public static PackageTool Pip { get; } = new("pip", "PIP_CACHE_DIR", "pip", "PIP_NO_CACHE_DIR", ["--no-cache-dir", "--no-cache"]);

    public static PackageTool Uv { get; } = new("uv", "UV_CACHE_DIR", "uv", "UV_NO_CACHE", ["--no-cache", "--no-cache-dir", "-n"]);

    public static PackageTool Poetry { get; } = new("poetry", "POETRY_CACHE_DIR", "pypoetry", null, ["--no-cache"]);

    public static PackageTool Pdm { get; } = new("pdm", "PDM_CACHE_DIR", "pdm", null, []);

    public static PackageTool Pipenv { get; } = new("pipenv", "PIPENV_CACHE_DIR", "pipenv", null, []);

    public static PackageTool Conda { get; } = new("conda", "CONDA_PKGS_DIRS", "/opt/conda/pkgs", null, []);

    public static PackageTool Apt { get; } = new("apt", null, "/var/cache/apt", null, []);

    /// <summary>Returns the tool with which a command installs packages; <c>null</c> if the command installs nothing.</summary>
    public static PackageTool? Of(ShellCommand command)
    {
        var words = command.Words;
        var program = command.Program;
        var verb = words.Skip(1).FirstOrDefault(word => !word.StartsWith('-'));
        switch (program)
        {
            case "pip" or "pip3":
                return verb is "install" or "wheel" or "download" ? Pip : null;
            case "uv":
                var pip = verb == "pip" && (words.Contains("install") || words.Contains("sync"));
                return pip || verb is "sync" or "add" or "tool" or "run" ? Uv : null;
            case "poetry":
                return verb is "install" or "sync" or "add" ? Poetry : null;
            case "pdm":
                return verb is "install" or "sync" or "add" ? Pdm : null;
            case "pipenv":
                return verb is "install" or "sync" ? Pipenv : null;
            case "conda" or "mamba" or "micromamba":
                return verb is "install" or "create" or "update" || (verb == "env" && command.Has("create", "update")) ? Conda : null;
            case "apt-get" or "apt":
                return verb == "install" ? Apt : null;
        }

        if (program.StartsWith("pip3.", StringComparison.Ordinal))
            return verb is "install" or "wheel" or "download" ? Pip : null;
        var module = program.StartsWith("python", StringComparison.Ordinal) ? words.ToList().IndexOf("-m") : -1;
        return module > 0 && module + 1 < words.Count ? Of(command with { Words = [.. words.Skip(module + 1)] }) : null;
    }

    /// <summary>Returns the cache directory.</summary>
    /// <param name="state">The state of the stage with the variables in effect.</param>
    /// <param name="command">The call of the tool.</param>
    /// <param name="home">The user's home directory.</param>
    public string Folder(StageState state, ShellCommand command, string home)
    {
        if (CacheFolder.StartsWith('/'))
            return Variable(CacheVariable, state, command) ?? CacheFolder;
        if (command.Option("--cache-dir") is { Length: > 0 } given)
            return given;
        if (Variable(CacheVariable, state, command) is { } variable)
            return variable;
        return state.Variables.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? $"{cache.TrimEnd('/')}/{CacheFolder}"
            : $"{home.TrimEnd('/')}/.cache/{CacheFolder}";
    }

    /// <summary>Returns the option or variable that disables the cache; <c>null</c> if the cache is enabled.</summary>
    public string? Off(StageState state, ShellCommand command)
    {
        if (OffOptions.FirstOrDefault(option => command.Has(option)) is { } option)
            return option;
        // pip disables its cache for each value, also for false: its documentation keeps an old mistake for compatibility.
        return Variable(OffVariable, state, command) is { } value && (this == Pip || value.ToLowerInvariant() is not ("0" or "false" or "no" or "off"))
            ? OffVariable
            : null;
    }

    private static string? Variable(string? name, StageState state, ShellCommand command) =>
        name is not null && (command.Variables.GetValueOrDefault(name) ?? state.Variables.GetValueOrDefault(name)) is { Length: > 0 } value ? value : null;
}
