using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Builders.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Daemons.Internal;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builders;

/// <summary>Creates, starts, inspects and removes builders with buildx.</summary>
/// <param name="connection">The engine and its docker CLI.</param>
/// <param name="rootDirectory">The folder that relative paths refer to.</param>
/// <param name="directory">Folder for the configuration files that are passed to buildx.</param>
/// <param name="print">Called with each action.</param>
internal sealed class BuilderSetup(EngineConnection connection, string rootDirectory, string directory, Action<ProgressLevel, string> print)
{
    /// <summary>Makes a builder as described: creates it, adds missing nodes, and changes what can be changed.</summary>
    /// <param name="builder">The description.</param>
    /// <param name="recreate">True to create a builder again that cannot be changed. Its cache is kept.</param>
    /// <param name="dryRun">True to print the actions only.</param>
    /// <param name="cancellationToken">Stops the commands.</param>
    /// <returns>The number of actions.</returns>
    /// <exception cref="DockerException">
    /// The builder differs and cannot be changed (<see cref="DockerFaultKind.BuilderUnusable"/>), or its configuration is invalid
    /// (<see cref="DockerFaultKind.DaemonConfigurationInvalid"/>).
    /// </exception>
    /// <exception cref="InvalidSettingException">The description contradicts itself.</exception>
    /// <exception cref="ProcessFailedException">buildx failed.</exception>
    public async Task<int> EnsureAsync(DockerBuilder builder, bool recreate, bool dryRun, CancellationToken cancellationToken)
    {
        builder.Require();
        if (builder.Driver == BuilderDriver.Docker)
        {
            await RequireContextAsync(builder, cancellationToken);
            return await SelectAsync(builder, dryRun, cancellationToken);
        }

        var file = Path.Combine(directory, $"{builder.Name}.toml");
        var configuration = ConfigurationOf(builder);
        var plan = new BuilderPlanner(builder, configuration, file)
            .Plan(CurrentBuilder.Read(connection.DockerConfig, builder.Name), CurrentBuilder.Name(connection.DockerConfig), recreate);
        foreach (var note in plan.Notes)
            print(ProgressLevel.Warning, note);
        if (!plan.Differences.IsEmpty)
            throw new DockerException(
                DockerFaultKind.BuilderUnusable,
                $"The builder {builder.Name} is not as described, and buildx can't change that: {string.Join("; ", plan.Differences)}. "
                + "Create it again with --docker-builder-recreate, which keeps its cache, or correct the description.");

        if (configuration is not null && !plan.Steps.IsEmpty && !dryRun)
            AtomicFile.WriteText(configuration, file);
        foreach (var step in plan.Steps)
            await RunAsync(step, dryRun, cancellationToken);
        if (plan.Steps.IsEmpty)
            print(ProgressLevel.Information, $"{builder.Name} is as described");
        return plan.Steps.Length;
    }

    /// <summary>Starts the nodes of a builder and waits until they respond.</summary>
    /// <exception cref="DockerException">A node does not start or respond (<see cref="DockerFaultKind.BuilderUnusable"/>).</exception>
    public async Task<BuilderInfo> BootstrapAsync(DockerBuilder builder, CancellationToken cancellationToken)
    {
        try
        {
            return await BuildxTasks.BuildxInspectAnswerAsync(With(new BuildxInspectSettings { Name = builder.Name, Bootstrap = true }), cancellationToken);
        }
        catch (CommandFailedException failure)
        {
            var lost = await NodeStatus.FindLostAsync(With(new BuildxInspectSettings()), builder.Name, cancellationToken);
            throw new DockerException(
                DockerFaultKind.BuilderUnusable,
                $"The builder {builder.Name} did not start: {LastLine(failure.Message)}. {lost?.Problem ?? "Its nodes were not reported."}",
                failure);
        }
    }

    /// <summary>Describes builders. Starts none.</summary>
    /// <param name="names">Names of the builders. Empty: all.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <exception cref="InvalidSettingException">There is no builder with one of the names.</exception>
    public async Task<IReadOnlyList<BuilderInfo>> InspectAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var all = await BuildxTasks.BuildxLsAnswerAsync(With(new BuildxLsSettings()), cancellationToken);
        foreach (var name in names.Where(name => all.All(builder => builder.Name != name)))
            throw new InvalidSettingException(
                "--docker-builder",
                $"there is no builder {name}. {NearestNames.Sentence(name, [.. all.Select(builder => builder.Name)])}");
        return [.. all.Where(builder => names.Count == 0 || names.Contains(builder.Name))];
    }

    /// <summary>Removes a builder. Remote daemons keep running.</summary>
    /// <param name="builder">The description.</param>
    /// <param name="deletesState">True to delete its cache, too.</param>
    /// <param name="dryRun">True to print the action only.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <returns>False if it does not exist.</returns>
    /// <exception cref="DockerException">The builder of this name has another driver (<see cref="DockerFaultKind.BuilderUnusable"/>).</exception>
    public async Task<bool> RemoveAsync(DockerBuilder builder, bool deletesState, bool dryRun, CancellationToken cancellationToken)
    {
        if (builder.Driver == BuilderDriver.Docker)
        {
            print(ProgressLevel.Information, $"{builder.Name} is the builder of a docker context and stays");
            return false;
        }

        if (CurrentBuilder.Read(connection.DockerConfig, builder.Name) is not { } existing)
        {
            print(ProgressLevel.Information, $"There is no builder {builder.Name}");
            return false;
        }

        if (existing.Driver != builder.Driver.Name)
            throw new DockerException(
                DockerFaultKind.BuilderUnusable,
                $"The builder {builder.Name} has the driver {existing.Driver} and not {builder.Driver} as described, so that it is not removed. "
                + $"Remove it with docker buildx rm {builder.Name} if it is not needed.");
        var kept = builder.Driver == BuilderDriver.Remote ? "its daemons keep running" : deletesState ? "and its cache" : "its cache is kept";
        var command = new BuildxRmSettings { Name = [builder.Name], Force = true, KeepState = deletesState ? null : true };
        await RunAsync(new BuilderStep($"remove {builder.Name}{(deletesState && kept[0] == 'a' ? " " : "; ")}{kept}", command), dryRun, cancellationToken);
        return true;
    }

    private async Task RequireContextAsync(DockerBuilder builder, CancellationToken cancellationToken)
    {
        try
        {
            await BuildxTasks.BuildxInspectAnswerAsync(With(new BuildxInspectSettings { Name = builder.Name }), cancellationToken);
            print(ProgressLevel.Information, $"{builder.Name} exists");
        }
        catch (CommandFailedException failure)
        {
            throw new DockerException(
                DockerFaultKind.BuilderUnusable,
                $"There is no docker context {builder.Name}: {LastLine(failure.Message)}. "
                + $"Create it with docker context create {builder.Name}, or correct the name.",
                failure);
        }
    }

    private async Task<int> SelectAsync(DockerBuilder builder, bool dryRun, CancellationToken cancellationToken)
    {
        if (!builder.Use || CurrentBuilder.Name(connection.DockerConfig) == builder.Name)
            return 0;
        var step = new BuilderStep($"select {builder.Name} for builds that name no builder", new BuildxUseSettings { Name = builder.Name });
        await RunAsync(step, dryRun, cancellationToken);
        return 1;
    }

    private string? ConfigurationOf(DockerBuilder builder)
    {
        if (builder.ConfigurationFile is not { } name)
            return builder.Configuration?.ToToml();
        var path = Path.GetFullPath(name, rootDirectory);
        if (!File.Exists(path))
            throw new InvalidSettingException($"builder {builder.Name}", $"its configuration {path} does not exist");
        var text = FileChange.ReadText(path);
        foreach (var finding in BuildKitFile.Read(text, path).RequireValid().Findings)
            print(ProgressLevel.Warning, finding.ToString());
        return (builder.Configuration ?? new BuildKitConfiguration()).MergeInto(text, path);
    }

    private async Task RunAsync(BuilderStep step, bool dryRun, CancellationToken cancellationToken)
    {
        print(ProgressLevel.Information, dryRun ? $"Would {step.Text}" : $"{char.ToUpperInvariant(step.Text[0])}{step.Text[1..]}");
        if (dryRun)
            return;
        await (step.Command switch
        {
            BuildxCreateSettings create => BuildxTasks.BuildxCreateAsync(With(create), Detail, cancellationToken: cancellationToken),
            BuildxRmSettings remove => BuildxTasks.BuildxRmAsync(With(remove), Detail, cancellationToken: cancellationToken),
            BuildxUseSettings use => BuildxTasks.BuildxUseAsync(With(use), Detail, cancellationToken: cancellationToken),
            _ => throw new InvalidOperationException($"{step.Command.GetType().Name} is not a command of a plan."),
        });
    }

    // buildx prints the name, and that a running container keeps its settings, which only concerns those that need a new one.
    private void Detail(OutputLine line) => print(ProgressLevel.Detail, line.Text);

    private T With<T>(T settings)
        where T : DockerSettings => settings.UseEngine(connection) with { WorkingDirectory = rootDirectory };

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[^1]
            .Replace("ERROR: ", "", StringComparison.Ordinal).TrimEnd('.');
}
