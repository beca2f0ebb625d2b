using Microsoft.Extensions.Options;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering.Log;

namespace ResearchBot.Core.Moderation.Limits;

/// <summary>Counts members' questions per person, channel and workspace, per minute and per day. Earlier questions of the day are counted from the answer
/// log, so that a restart does not reset the limits.</summary>
public sealed class QuestionLimits(IOptions<LimitsOptions> options, AnswerLog log, TimeProvider time)
{
    private readonly Lock _counting = new();
    private readonly UseCounts _minute = new(TimeSpan.FromMinutes(1), time);
    private readonly UseCounts _day = new(TimeSpan.FromDays(1), time);

    /// <summary>Counts one question.</summary>
    /// <param name="channel">Null if there is no channel.</param>
    /// <exception cref="UserFacingException">A limit is reached; the message says which, and until when. Nothing was counted.</exception>
    public async Task TakeAsync(string workspace, string? channel, string person, CancellationToken cancellationToken)
    {
        await RecallAsync(workspace, channel, person, cancellationToken);
        lock (_counting)
        {
            var uses = Uses(workspace, channel, person);
            if (uses.Where(use => use.Used >= use.Most).MaxBy(use => use.FreeAt) is { } reached)
            {
                throw new UserFacingException(Explain(reached));
            }

            Add(1, workspace, channel, person);
        }
    }

    /// <summary>Undoes the count of a question that was refused elsewhere.</summary>
    public void GiveBack(string workspace, string? channel, string person)
    {
        lock (_counting)
        {
            Add(-1, workspace, channel, person);
        }
    }

    /// <summary>The limits that apply to somebody, and their use.</summary>
    public async Task<IReadOnlyList<LimitUse>> ReadAsync(string workspace, string? channel, string person, CancellationToken cancellationToken)
    {
        await RecallAsync(workspace, channel, person, cancellationToken);
        lock (_counting)
        {
            return Uses(workspace, channel, person);
        }
    }

    /// <summary>Loads the earlier questions of the day when somebody asks for the first time.</summary>
    private async Task RecallAsync(string workspace, string? channel, string person, CancellationToken cancellationToken)
    {
        foreach (var (subject, _, perDay) in Limits())
        {
            if (perDay == 0 || Whose(subject, workspace, channel, person) is not { } whose)
            {
                continue;
            }

            DateTimeOffset day;
            lock (_counting)
            {
                day = _day.Began;
                if (_day.Of(whose) is not null)
                {
                    continue;
                }
            }

            var before = await log.CountSinceAsync(
                workspace, subject == LimitSubject.Channel ? channel : null, subject == LimitSubject.Person ? person : null, day, cancellationToken);
            lock (_counting)
            {
                if (_day.Began == day && _day.Of(whose) is null) // another question of theirs may have been faster
                {
                    _day.Set(whose, before);
                }
            }
        }
    }

    private List<LimitUse> Uses(string workspace, string? channel, string person)
    {
        var uses = new List<LimitUse>();
        foreach (var (subject, perMinute, perDay) in Limits())
        {
            if (Whose(subject, workspace, channel, person) is { } whose)
            {
                Read(_minute, perMinute, whose);
                Read(_day, perDay, whose);
            }
        }

        return uses;

        void Read(UseCounts counts, int most, (LimitSubject Kind, string Workspace, string Id) whose)
        {
            if (most > 0)
            {
                uses.Add(new LimitUse(whose.Kind, counts.Window, most, counts.Of(whose) ?? 0, counts.Began + counts.Window));
            }
        }
    }

    private void Add(int number, string workspace, string? channel, string person)
    {
        foreach (var (subject, perMinute, perDay) in Limits())
        {
            if (Whose(subject, workspace, channel, person) is not { } whose)
            {
                continue;
            }

            foreach (var (counts, most) in new[] { (_minute, perMinute), (_day, perDay) })
            {
                if (most > 0)
                {
                    counts.Set(whose, Math.Max(0, (counts.Of(whose) ?? 0) + number));
                }
            }
        }
    }

    private (LimitSubject Subject, int PerMinute, int PerDay)[] Limits()
    {
        var settings = options.Value;
        return
        [
            (LimitSubject.Person, settings.QuestionsPerPersonPerMinute, settings.QuestionsPerPersonPerDay),
            (LimitSubject.Channel, settings.QuestionsPerChannelPerMinute, settings.QuestionsPerChannelPerDay),
            (LimitSubject.Workspace, settings.QuestionsPerWorkspacePerMinute, settings.QuestionsPerWorkspacePerDay),
        ];
    }

    private static (LimitSubject Kind, string Workspace, string Id)? Whose(LimitSubject subject, string workspace, string? channel, string person) => subject switch
    {
        LimitSubject.Person => (subject, workspace, person),
        LimitSubject.Channel => channel is null ? null : (subject, workspace, channel),
        _ => (subject, workspace, string.Empty),
    };

    private string Explain(LimitUse reached)
    {
        var who = reached.Subject switch
        {
            LimitSubject.Person => "You have asked",
            LimitSubject.Channel => "Members have asked in this channel",
            _ => "Members have asked in this workspace",
        };
        var (when, again) = reached.Window == TimeSpan.FromMinutes(1)
            ? ("in this minute", $"in {Math.Ceiling((reached.FreeAt - time.GetUtcNow()).TotalSeconds):0} s")
            : ("today", $"after 00:00 UTC, in {(reached.FreeAt - time.GetUtcNow()).Hours} h {(reached.FreeAt - time.GetUtcNow()).Minutes} min");
        return $"{who} {reached.Used:N0} {(reached.Used == 1 ? "question" : "questions")} {when}; {reached.Most:N0} are allowed. Ask again {again}. /limits shows all limits.";
    }
}

/// <summary>A limit and its use.</summary>
/// <param name="Window">A minute or a day.</param>
/// <param name="FreeAt">When the count restarts.</param>
public sealed record LimitUse(LimitSubject Subject, TimeSpan Window, int Most, int Used, DateTimeOffset FreeAt);

/// <summary>Counts questions in the current window, which begins at a whole minute or day of UTC. A new window starts empty. Not thread-safe.</summary>
internal sealed class UseCounts(TimeSpan window, TimeProvider time)
{
    private readonly Dictionary<(LimitSubject Kind, string Workspace, string Id), int> _used = [];
    private DateTimeOffset _began;

    public TimeSpan Window => window;

    public DateTimeOffset Began
    {
        get
        {
            var now = time.GetUtcNow();
            var began = now.AddTicks(-(now.Ticks % window.Ticks));
            if (began != _began)
            {
                _used.Clear();
                _began = began;
            }

            return began;
        }
    }

    /// <summary>Somebody's count; null if unknown.</summary>
    public int? Of((LimitSubject Kind, string Workspace, string Id) whose)
    {
        _ = Began;
        return _used.TryGetValue(whose, out var used) ? used : null;
    }

    public void Set((LimitSubject Kind, string Workspace, string Id) whose, int used) => _used[whose] = used;
}
