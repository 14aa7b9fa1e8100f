using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>A package manager: where it keeps its cache, and how that is switched off.</summary>
/// <param name="Name">Its program.</param>
/// <param name="CacheVariable">Names the cache folder; null where nothing does.</param>
/// <param name="CacheFolder">Within <c>~/.cache</c>, or absolute.</param>
/// <param name="OffVariable">Switches the cache off; null where nothing does.</param>
/// <param name="OffOptions">Switch it off for one call.</param>
internal sealed record PackageTool(string Name, string? CacheVariable, string CacheFolder, string? OffVariable, IReadOnlyList<string> OffOptions)
{
    public static PackageTool Pip { get; } = new("pip", "PIP_CACHE_DIR", "pip", "PIP_NO_CACHE_DIR", ["--no-cache-dir", "--no-cache"]);

    public static PackageTool Uv { get; } = new("uv", "UV_CACHE_DIR", "uv", "UV_NO_CACHE", ["--no-cache", "--no-cache-dir", "-n"]);

    public static PackageTool Poetry { get; } = new("poetry", "POETRY_CACHE_DIR", "pypoetry", null, ["--no-cache"]);

    public static PackageTool Pdm { get; } = new("pdm", "PDM_CACHE_DIR", "pdm", null, []);

    public static PackageTool Pipenv { get; } = new("pipenv", "PIPENV_CACHE_DIR", "pipenv", null, []);

    public static PackageTool Apt { get; } = new("apt", null, "/var/cache/apt", null, []);

    /// <summary>What a command installs with; null where it installs nothing.</summary>
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
                return verb is "sync" or "add" or "tool" or "run" || (verb == "pip" && (words.Contains("install") || words.Contains("sync"))) ? Uv : null;
            case "poetry":
                return verb is "install" or "sync" or "add" ? Poetry : null;
            case "pdm":
                return verb is "install" or "sync" or "add" ? Pdm : null;
            case "pipenv":
                return verb is "install" or "sync" ? Pipenv : null;
            case "apt-get" or "apt":
                return verb == "install" ? Apt : null;
        }

        if (program.StartsWith("pip3.", StringComparison.Ordinal))
            return verb is "install" or "wheel" or "download" ? Pip : null;
        var module = program.StartsWith("python", StringComparison.Ordinal) ? words.ToList().IndexOf("-m") : -1;
        return module > 0 && module + 1 < words.Count ? Of(command with { Words = [.. words.Skip(module + 1)] }) : null;
    }

    /// <summary>Where the cache lies.</summary>
    /// <param name="state">Variables in effect.</param>
    /// <param name="command">The call.</param>
    /// <param name="home">The user's home.</param>
    public string Folder(StageState state, ShellCommand command, string home)
    {
        if (CacheFolder.StartsWith('/'))
            return CacheFolder;
        if (command.Option("--cache-dir") is { Length: > 0 } given)
            return given;
        if (CacheVariable is not null && (command.Variables.GetValueOrDefault(CacheVariable) ?? state.Variables.GetValueOrDefault(CacheVariable)) is { Length: > 0 } variable)
            return variable;
        return state.Variables.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } cache ? $"{cache.TrimEnd('/')}/{CacheFolder}" : $"{home.TrimEnd('/')}/.cache/{CacheFolder}";
    }

    /// <summary>How the cache is switched off; null where it is on.</summary>
    public string? Off(StageState state, ShellCommand command)
    {
        if (OffOptions.FirstOrDefault(option => command.Has(option)) is { } option)
            return option;
        if (OffVariable is null || (command.Variables.GetValueOrDefault(OffVariable) ?? state.Variables.GetValueOrDefault(OffVariable)) is not { Length: > 0 } value)
            return null;
        return value.ToLowerInvariant() is "0" or "false" or "no" or "off" ? null : OffVariable;
    }
}
