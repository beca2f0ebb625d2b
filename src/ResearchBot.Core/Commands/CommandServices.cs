using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Commands.Answers;
using ResearchBot.Core.Commands.Collections;
using ResearchBot.Core.Commands.Documents;
using ResearchBot.Core.Commands.Feedback;
using ResearchBot.Core.Commands.Limits;
using ResearchBot.Core.Commands.Loads;
using ResearchBot.Core.Commands.Members;
using ResearchBot.Core.Commands.Roles;
using ResearchBot.Core.Commands.Settings;
using ResearchBot.Core.Commands.Steering;
using ResearchBot.Core.Commands.Upkeep;
using ResearchBot.Core.Commands.Workspaces;

namespace ResearchBot.Core.Commands;

/// <summary>Registers the domain.</summary>
public static class CommandServices
{
    public static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddSingleton<VisibleLoads>()
        .AddSingleton<ReplyPrivacy>()
        .AddSingleton<Admission>()
        .AddSingleton<QuestionAdmission>()
        .AddSingleton<AnswerChoice>()
        .AddSingleton<SteeredReplies>()
        .AddSingleton<WhyReport>()
        .AddSingleton<Command, AskCommand>()
        .AddSingleton<Command, SearchCommand>()
        .AddSingleton<Command, LoadCommand>()
        .AddSingleton<Command, LoadsListCommand>()
        .AddSingleton<Command, LoadsShowCommand>()
        .AddSingleton<Command, LoadsCancelCommand>()
        .AddSingleton<Command, DocumentsListCommand>()
        .AddSingleton<Command, DocumentsShowCommand>()
        .AddSingleton<DocumentToChange>()
        .AddSingleton<Command, DocumentsRemoveCommand>()
        .AddSingleton<Command, DocumentsRestoreCommand>()
        .AddSingleton<Command, DocumentsVersionsCommand>()
        .AddSingleton<Command, CollectionsListCommand>()
        .AddSingleton<Command, CollectionsCreateCommand>()
        .AddSingleton<Command, CollectionsRightsCommand>()
        .AddSingleton<Command, CollectionsMoveCommand>()
        .AddSingleton<Command, HelpfulCommand>()
        .AddSingleton<Command, UnhelpfulCommand>()
        .AddSingleton<Command, NeedHelpCommand>()
        .AddSingleton<Command, QuietCommand>()
        .AddSingleton<Command, UnansweredListCommand>()
        .AddSingleton<Command, UnansweredDismissCommand>()
        .AddSingleton<Command, StatsCommand>()
        .AddSingleton<Command, WhyCommand>()
        .AddSingleton<Command, AnswersRetractCommand>()
        .AddSingleton<Command, AnswersRestoreCommand>()
        .AddSingleton<Command, AnswersDeleteCommand>()
        .AddSingleton<Command, PassagesShowCommand>()
        .AddSingleton<Command, PassagesMoreCommand>()
        .AddSingleton<Command, PassagesRetractCommand>()
        .AddSingleton<Command, PassagesListCommand>()
        .AddSingleton<Command, PassagesRestoreCommand>()
        .AddSingleton<Command, PinCommand>()
        .AddSingleton<Command, PinsListCommand>()
        .AddSingleton<Command, PinsRemoveCommand>()
        .AddSingleton<Command, RuleCommand>()
        .AddSingleton<Command, RulesListCommand>()
        .AddSingleton<Command, RulesRemoveCommand>()
        .AddSingleton<Command, PauseCommand>()
        .AddSingleton<Command, ResumeCommand>()
        .AddSingleton<Command, BlockCommand>()
        .AddSingleton<Command, UnblockCommand>()
        .AddSingleton<Command, AuditCommand>()
        .AddSingleton<Command, SettingsListCommand>()
        .AddSingleton<Command, SettingsSetCommand>()
        .AddSingleton<Command, SettingsResetCommand>()
        .AddSingleton<Command, RolesListCommand>()
        .AddSingleton<Command, RolesGrantCommand>()
        .AddSingleton<Command, RolesRevokeCommand>()
        .AddSingleton<Command, ForgetMeCommand>()
        .AddSingleton<Command, DeleteCommand>()
        .AddSingleton<Command, RetentionRunCommand>()
        .AddSingleton<Command, LimitsCommand>()
        .AddSingleton<Command, LinkCommand>()
        .AddSingleton<Command, UnlinkCommand>()
        .AddSingleton<Command, WorkspaceCommand>()
        .AddSingleton<Command, HelpCommand>()
        .AddSingleton<CommandCatalog>()
        .AddSingleton<CommandGrammar>()
        .AddSingleton<CommandDispatcher>();
}
