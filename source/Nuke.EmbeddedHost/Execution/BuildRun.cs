using System.Linq.Expressions;
using Nuke.Common.Logging;
using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Nuke.Common.Utilities;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>One run of a build, from its arguments to its exit code.</summary>
internal sealed class BuildRun
{
    /// <summary>-1 as a shell sees it, which is what NUKE returns.</summary>
    public const int Failure = 255;

    /// <summary>Extensions with a lower priority see the members that attributes other than [Parameter] inject.</summary>
    private const float InjectionPriority = -100;

    private readonly BuildSession session;
    private readonly NukeBuild build;
    private readonly BuildExtensions extensions;
    private readonly List<ParameterMember> parameters;

    private BuildRun(BuildSession session, NukeBuild build)
    {
        (this.session, this.build) = (session, build);
        parameters = ParameterCatalog.Of(build.GetType());
        extensions = new BuildExtensions(build);
    }

    public static int Execute<T>(Invocation invocation, params Expression<Func<T, Target>>[] defaults) where T : NukeBuild, new()
    {
        var session = BuildSession.Begin(invocation);
        NukeBuild? build = null;
        try
        {
            session.Log.Start(session);
            build = new T();
            return new BuildRun(session, build).Run(defaults);
        }
        catch (Exception exception)
        {
            // Only the author of the build can fix its constructor, and needs the line for it.
            var exitCode = Report(session, exception.Unwrap(), withStack: build == null);
            return build?.ExitCode ?? exitCode;
        }
        finally
        {
            Log.CloseAndFlush();
        }
    }

    private static int Report(BuildSession session, Exception exception, bool withStack = false)
    {
        // Read from the arguments themselves: the invalid value may be that of --verbosity.
        var verbose = session.Arguments.Values(HostParameters.Verbosity) is [var level] && level.EqualsOrdinalIgnoreCase(nameof(Verbosity.Verbose));
        var details = withStack || verbose || LogText.IsMistakeInCode(exception);
        session.Console.WriteLine(details ? exception.ToString() : exception.Message, TextStyle.Error);
        return exception switch
        {
            ParameterException => ParameterException.ExitCode,
            OperationCanceledException when session.Cancellation.Requested => BuildCancellation.ExitCode,
            _ => Failure,
        };
    }

    private int Run(IReadOnlyList<LambdaExpression> defaults)
    {
        build.ExecutableTargets = TargetFactory.CreateAll(build, defaults);
        ReadParameters();
        extensions.Raise<IOnBuildCreated>(x => x.OnBuildCreated(build.ExecutableTargets));
        build.OnBuildCreated();
        if (build.Help)
            return ShowHelp();

        var names = session.Sources.Host<string[]>(HostParameters.Target);
        build.ExecutionPlan = ExecutionPlanner.Plan(build.ExecutableTargets, names);
        if (build.ExecutionPlan.Count == 0)
            return ShowHelp();
        if (build.Plan)
        {
            PlanText.Write(build, session.Console);
            return 0;
        }

        if (!build.NoLogo && extensions.Prints(DefaultOutput.Logo))
            session.Host.WriteLogo();
        ToolRequirements.Check(build.ExecutionPlan);
        extensions.Raise<IOnBuildInitialized>(x => x.OnBuildInitialized(build.ExecutableTargets, build.ExecutionPlan), x => x.Priority >= InjectionPriority);
        session.Injection.Inject(build, parameters, ofParameters: false);
        extensions.Raise<IOnBuildInitialized>(x => x.OnBuildInitialized(build.ExecutableTargets, build.ExecutionPlan), x => x.Priority < InjectionPriority);
        build.OnBuildInitialized();
        return RunTargets();
    }

    private void ReadParameters()
    {
        UnknownArguments.Refuse(session.Arguments, parameters);
        session.Injection.HideSecrets(parameters);
        build.Help = session.Sources.Host<bool>(HostParameters.Help);
        build.Plan = session.Sources.Host<bool>(HostParameters.Plan);
        build.Continue = session.Sources.Host<bool>(HostParameters.Continue);
        build.NoLogo = session.Sources.Host<bool>(HostParameters.NoLogo);
        build.Partition = session.Sources.Host<CI.Partition>(HostParameters.Partition) ?? CI.Partition.Single;
        session.Log.Timestamps = extensions.Prints(DefaultOutput.Timestamps);

        // Converted now, so that an invalid one is reported before anything runs.
        _ = (session.Verbosity, session.Host);
        session.Injection.Inject(build, parameters, ofParameters: true);
    }

    private int RunTargets()
    {
        using (session.Invocation.TakesSignals ? session.Cancellation.Listen(session.Console) : null)
        {
            try
            {
                new TargetExecutor(build, session, extensions, parameters).Run(session.Sources.Host<string[]>(HostParameters.Skip));
            }
            catch (Exception exception)
            {
                // Reported in any case, even if the build sets its own exit code for it.
                var exitCode = Report(session, exception.Unwrap());
                build.ExitCode ??= exitCode;
            }

            Finish();
        }

        var aborted = session.Cancellation.Requested || build.AbortedTargets.Count > 0;
        return build.ExitCode ?? (aborted ? BuildCancellation.ExitCode : build.IsSucceeding ? 0 : Failure);
    }

    private void Finish()
    {
        foreach (var target in build.ExecutionPlan)
        {
            target.Stopwatch.Stop();
            target.Status = target.Status switch
            {
                ExecutionStatus.Running => ExecutionStatus.Aborted,
                ExecutionStatus.Scheduled => ExecutionStatus.NotRun,
                var other => other,
            };
        }

        if (extensions.Prints(DefaultOutput.ErrorsAndWarnings))
            session.Host.WriteErrorsAndWarnings();
        if (extensions.Prints(DefaultOutput.TargetOutcome))
            session.Host.WriteTargetOutcome(build);
        if (extensions.Prints(DefaultOutput.BuildOutcome))
            session.Host.WriteBuildOutcome(build);
        extensions.Raise<IOnBuildFinished>(x => x.OnBuildFinished());
        build.OnBuildFinished();
        BuildSchema.KeepUpToDate(build, parameters, session);
    }

    private int ShowHelp()
    {
        HelpText.Write(build, parameters, session.Console);
        BuildSchema.KeepUpToDate(build, parameters, session);
        return 0;
    }
}
