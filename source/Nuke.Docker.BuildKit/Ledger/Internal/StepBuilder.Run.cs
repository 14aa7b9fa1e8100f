using System.Collections.Immutable;
using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

internal sealed partial class StepBuilder
{
    // 0755, 0400 and 0600.
    private const int DefaultCacheMode = 0x1ED;
    private const int DefaultSecretMode = 0x100;
    private const int DefaultSshMode = 0x180;

    // Metadata of the image, such as labels, is not part of the key of a RUN. Values of secrets are not, either.
    private LedgerStep Run(LedgerStep step, RunInstruction run, ImmutableList<(string Name, string Value)> environment)
    {
        var inputs = Sorted(
            ("command", _values.Long(CommandOf(run))),
            ("shell", ShellOf(run)),
            ("user", run.State.User ?? ""),
            ("directory", run.State.WrittenDirectory ?? ""),
            ("network", NetworkOf(run)),
            ("hostname", _values.Long(_hostName)),
            ("security", run.Security == "sandbox" ? "" : run.Security),
            ("device", string.Join(' ', run.Flags.Where(flag => flag.Name == "--device").Select(flag => flag.Value))),
            // The names of the hosts are part of the key, their addresses are not.
            ("add-host", string.Join(' ', (_settings.AddHost ?? []).Select(host => host.ToString().Split(':', '=')[0]))),
            ("ulimit", string.Join(' ', (_settings.Ulimit ?? []).Select(limit => limit.ToString()))),
            ("shm-size", _settings.ShmSize?.ToString() ?? ""),
            ("cgroup-parent", _settings.CgroupParent ?? ""),
            ("resource", string.Join(' ', (_settings.Resource ?? []).Select(limit => limit.ToString()))));
        foreach (var (name, value) in environment)
            inputs[$"env {name}"] = _values.Short(name, value);
        if (environment.Count > 1)
            inputs["order of variables"] = string.Join(' ', environment.Select(variable => variable.Name));
        return Mounts(step with { Inputs = inputs }, run, inputs);
    }

    // The network of the build is that of the steps that name none.
    private string NetworkOf(RunInstruction run) =>
        (run.Network == "default" ? _settings.Network?.ToString() : run.Network) is { } network and not "default" ? network : "";

    private static string CommandOf(RunInstruction run) => run.Command switch
    {
        { Exec: true, Words: ["/bin/sh", "-c", var script] } => script,
        { Exec: true } => $"[{string.Join(", ", run.Command.Words)}]",
        _ => ScriptOf(run) ?? run.Script,
    };

    private static string ShellOf(RunInstruction run) => run.Command switch
    {
        { Exec: true, Words: ["/bin/sh", "-c", _] } => "/bin/sh -c",
        { Exec: true } => "",
        _ => string.Join(' ', run.State.Shell ?? []),
    };

    // If the command is a heredoc, BuildKit passes its text to the shell, and its delimiter decides nothing. With an interpreter, it is a file of that name.
    private static string? ScriptOf(RunInstruction run)
    {
        if (run.Heredocs is not [var heredoc] || heredoc.Content.StartsWith("#!", StringComparison.Ordinal))
            return null;
        var marker = run.Command.ToString().Trim();
        if (!marker.StartsWith("<<", StringComparison.Ordinal) || !marker.AsSpan(2).Trim("-'\"").SequenceEqual(heredoc.Name))
            return null;
        return heredoc.Chomp ? string.Join('\n', heredoc.Content.Split('\n').Select(line => line.TrimStart('\t'))) : heredoc.Content;
    }

    private LedgerStep Mounts(LedgerStep step, RunInstruction run, SortedDictionary<string, string> inputs)
    {
        var sources = new SortedSet<int>();
        var images = new SortedSet<string>(StringComparer.Ordinal);
        var paths = new List<string>();
        var unkeyed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var caches = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string? context = null, uncertain = null;
        var readsOne = run.Mounts.OfType<BindRunMount>().Count(mount => mount.FromStage is null) == 1;
        foreach (var mount in run.Mounts)
        {
            var target = WrittenTarget(mount) == mount.Path ? "" : $" {WrittenTarget(mount)}";
            inputs[_values.Redact($"mount {mount.Path ?? mount.Text}")] = _values.Long(MountText(mount, readsOne) + target);
            if (mount is CredentialRunMount credential)
            {
                if (mount is SecretRunMount)
                    unkeyed[$"secret {credential.Id}"] = _secrets.GetValueOrDefault(credential.Id, "");
                continue;
            }

            if (mount is not SourcedRunMount sourced)
                continue;
            if (mount is CacheRunMount cache)
                caches[_values.Redact(cache.Path ?? cache.Key)] = _values.Redact($"{_cacheNamespace}/{cache.Key}");
            // The key of a writable mount depends on more than its content.
            if (sourced is BindRunMount { ReadOnly: false })
                uncertain = "it mounts a writable directory";
            if (sourced.FromStage is { } stage)
                uncertain = AddStage(stage, sources, images) ?? uncertain;
            else if (sourced.From is { } from && from != "scratch")
                uncertain = AddOther(from, images, ref context) ?? uncertain;
            else if (sourced is BindRunMount)
                uncertain = Read(BuildPlanner.MainContext, ref context) ?? uncertain;
            if (sourced is BindRunMount { FromStage: null } && context is not null)
                paths.Add(sourced.Source ?? "");
        }

        foreach (var remote in RemoteInputs.Of(run.Script, Requirements, _values.Redact))
        {
            unkeyed[remote.Name] = "";
            _remotes.Add(remote);
        }

        if (run.Flags.Count(flag => flag.Name == "--mount") != run.Mounts.Count)
            uncertain = "a mount depends on variables of the base image";
        return step with
        {
            Sources = [.. sources],
            Images = [.. images],
            Context = context,
            Paths = paths,
            Unkeyed = unkeyed,
            CacheMounts = caches,
            Uncertain = uncertain,
        };
    }

    // The file of that name in the context: where it was copied to doesn't matter.
    private IEnumerable<string> Requirements(string file)
    {
        if (_settings.ContextFolder() is not { } context || file.AsSpan().IndexOfAny("$*?:") >= 0)
            return [];
        try
        {
            var found = new[] { file.TrimStart('/'), file[(file.LastIndexOf('/') + 1)..] }
                .Select(name => new FileInfo(Path.Combine(context, name)))
                .FirstOrDefault(candidate => candidate is { Exists: true, Length: < 1_000_000 });
            return found is null ? [] : File.ReadAllLines(found.FullName);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // The build reports it.
            return [];
        }
    }

    // Only what is part of BuildKit's key, not as it is written. The content of a folder of a context decides, not its path, unless there are several.
    private string MountText(RunMount mount, bool readsOne) => mount switch
    {
        CacheRunMount cache => Joined("cache", CacheId(cache), From(cache), PathOf(cache), cache.ReadOnly ? "ro" : "", Owner(cache)),
        BindRunMount bind => Joined("bind", From(bind), readsOne && IsOfContext(bind) ? "" : PathOf(bind), bind.ReadOnly ? "" : "rw"),
        TmpfsRunMount tmpfs => Joined("tmpfs", tmpfs.Size?.ToString(CultureInfo.InvariantCulture)),
        CredentialRunMount credential => Joined(
            credential is SecretRunMount ? "secret" : "ssh",
            credential.Id,
            credential.Required ? "required" : "",
            credential is SecretRunMount { Env: { } variable } ? $"env={variable}" : "",
            Text(credential.Mode ?? (credential is SecretRunMount ? DefaultSecretMode : DefaultSshMode)),
            Text(credential.Uid ?? 0),
            Text(credential.Gid ?? 0)),
        _ => mount.Text,
    };

    private static string Joined(params ReadOnlySpan<string?> parts) => string.Join(' ', parts).Trim();

    private static string PathOf(SourcedRunMount mount) => PosixPath.Clean($"/{mount.Source}");

    private bool IsOfContext(BindRunMount mount) =>
        mount.FromStage is null && (mount.From is null || (_contexts.Find(mount.From) is { } name && _contexts.Folders.ContainsKey(name)));

    // BuildKit keeps an absolute target as it is written.
    private static string? WrittenTarget(RunMount mount) => mount.Target?.StartsWith('/') == true ? mount.Target : mount.Path;

    // The id of a cache mount and the way it is shared are part of the key only if both are the default.
    private string CacheId(CacheRunMount cache)
    {
        var id = $"{_cacheNamespace}/{cache.Key}";
        var target = WrittenTarget(cache);
        return cache.Sharing == CacheSharing.Shared && (id == target || id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..] == target) ? id : "";
    }

    // Without any of them, BuildKit mounts an empty folder and not one that it creates.
    private static string Owner(CacheRunMount cache) => PathOf(cache) != "/" || (cache.Mode ?? (int?)cache.Uid ?? (int?)cache.Gid) is null
        ? "" : $"mode={Convert.ToString(cache.Mode ?? DefaultCacheMode, toBase: 8)} uid={cache.Uid ?? 0} gid={cache.Gid ?? 0}";

    // The name of a stage decides nothing.
    private static string? From(SourcedRunMount mount) => mount.FromStage is null ? mount.From : "stage";

    private string? AddStage(int stage, SortedSet<int> sources, SortedSet<string> images)
    {
        AddSource(_ends[stage], sources, images);
        return Replacement(stage);
    }

    private static void AddSource(StageEnd end, SortedSet<int> sources, SortedSet<string> images)
    {
        if (end.Step >= 0)
            sources.Add(end.Step);
        else
            images.Add(end.Base);
    }

    // An image or a named context. Returns the reason if its content is not known.
    private string? AddOther(string from, SortedSet<string> images, ref string? context)
    {
        if (_contexts.Find(from) is not { } name)
        {
            _bases.Add(from);
            images.Add(OfPlatform(from, _targetPlatform));
            return null;
        }

        if (_contexts.Images.TryGetValue(name, out var image))
        {
            _bases.Add(image);
            images.Add(OfPlatform(image, _targetPlatform));
            return null;
        }

        if (!_contexts.Folders.ContainsKey(name))
            return $"the context {name} is not a folder";
        return Read(name, ref context);
    }

    // The files of one context are compared.
    private static string? Read(string name, ref string? context)
    {
        if (context is not null && context != name)
            return "it reads several contexts";
        context = name;
        return null;
    }
}
