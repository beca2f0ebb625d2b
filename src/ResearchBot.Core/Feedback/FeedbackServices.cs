using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Feedback;

public static class FeedbackServices
{
    public static IServiceCollection AddFeedback(this IServiceCollection services) => services
        .AddSingleton<Votes>()
        .AddSingleton<Quiet>()
        .AddSingleton<HelpPlaces>()
        .AddSingleton<Handovers>()
        .AddSingleton<OpenQuestions>()
        .AddSingleton<AnswerableQuestions>()
        .AddSingleton<QuestionFigures>()
        .AddSingleton<WaitingAskers>()
        .AddSingleton<UnansweredNotice>()
        .AddSingleton<UnansweredRetryPass>()
        .AddSingleton<UnansweredRetry>();
}
