using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering.Rules;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Commands.Answers;
using ResearchBot.Core.Commands.Collections;
using ResearchBot.Core.Commands.Documents;
using ResearchBot.Core.Commands.Feedback;
using ResearchBot.Core.Commands.Members;
using ResearchBot.Core.Commands.Limits;
using ResearchBot.Core.Commands.Loads;
using ResearchBot.Core.Commands.Roles;
using ResearchBot.Core.Commands.Settings;
using ResearchBot.Core.Commands.Steering;
using ResearchBot.Core.Commands.Upkeep;
using ResearchBot.Core.Commands.Workspaces;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Documents.Changes;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Feedback.Figures;
using ResearchBot.Core.Feedback.Unanswered;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Limits;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Models;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Prompts;
using ResearchBot.Core.Retention;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Stored;
using ResearchBot.Core.Workspaces;

namespace ResearchBot.Core;

/// <summary>Registers what is the same on every platform.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds the core. The host supplies a <see cref="System.Data.Common.DbDataSource"/>, <see cref="ExplainStoreFault"/>,
    /// <see cref="ReadBytes"/>, <see cref="ProcessName"/>, a <see cref="SourceOpener"/> for each kind of source, <see cref="SegmentFiles"/>, <see cref="OpenEmbeddings"/>, <see cref="OpenFormerModel"/>, <see cref="OpenChat"/>, <see cref="ReadPrompts"/>,
    /// <see cref="CompactStore"/>, <see cref="TombstoneFiles"/>, <see cref="BoundWorkspaces"/>, <see cref="RetentionOptions"/>,
    /// <see cref="TimeProvider"/> and logging.
    /// </summary>
    public static IServiceCollection AddResearchBotCore(this IServiceCollection services) => services
        .AddSingleton<DocumentStore>()
        .AddSingleton<CollectionStore>()
        .AddSingleton<VersionStore>()
        .AddSingleton<ChangeFeed>()
        .AddSingleton<DocumentIndex>()
        .AddSingleton<SegmentStore>()
        .AddSingleton<IndexFollower>()
        .AddSingleton<DocumentIngestor>()
        .AddSingleton<LoadLeases>()
        .AddSingleton<LoadQueue>()
        .AddSingleton<LoadStore>()
        .AddSingleton<LoadHistory>()
        .AddSingleton<LoadListing>()
        .AddSingleton<LoadNotices>()
        .AddSingleton<LoadTurns>()
        .AddSingleton<LoadWorker>()
        .AddSingleton<VisibleLoads>()
        .AddSingleton<VectorStore>()
        .AddSingleton<VectorFeed>()
        .AddSingleton<EmbeddingTurn>()
        .AddSingleton<QuestionGate>()
        .AddSingleton<EmbeddingPipeline>()
        .AddSingleton<EmbeddingWorker>()
        .AddSingleton<ServingModel>()
        .AddSingleton(provider => new QuestionEmbedder(
            provider.GetRequiredService<ServingModel>().Open, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<QuestionEmbedder>>()))
        .AddSingleton<VectorFollower>()
        .AddSingleton<Retriever>()
        .AddSingleton<CitationVerifier>()
        .AddSingleton<PromptCatalog>()
        .AddSingleton<ModelBudget>()
        .AddSingleton<ModelAnswerer>()
        .AddSingleton<Answerer>()
        .AddSingleton<AnswerLog>()
        .AddSingleton<AnswerRetractions>()
        .AddSingleton<Pins>()
        .AddSingleton<PinnedAnswers>()
        .AddSingleton<Rulings>()
        .AddSingleton<PassageStanding>()
        .AddSingleton<WithdrawnPassages>()
        .AddSingleton<AnswerRemoval>()
        .AddSingleton<NoticeOutbox>()
        .AddSingleton<RequestInbox>()
        .AddSingleton<PlatformLease>()
        .AddSingleton<PlatformServices>()
        .AddSingleton<ConversationStore>()
        .AddSingleton<QuestionRewriter>()
        .AddSingleton<WorkspaceMap>()
        .AddSingleton<WorkspaceLinks>()
        .AddSingleton<RoleGrants>()
        .AddSingleton<KnownRoles>()
        .AddSingleton<CollectionRights>()
        .AddSingleton<ChosenSettings>()
        .AddSingleton<ReplyPrivacy>()
        .AddSingleton<ChannelRules>()
        .AddSingleton<Pauses>()
        .AddSingleton<Blocks>()
        .AddSingleton<AuditLog>()
        .AddSingleton<Admission>()
        .AddSingleton<QuestionLimits>()
        .AddSingleton<QuestionQueue>()
        .AddSingleton<QuestionDoor>()
        .AddSingleton<AnswerChoice>()
        .AddSingleton<Votes>()
        .AddSingleton<Quiet>()
        .AddSingleton<HelpPlaces>()
        .AddSingleton<Handovers>()
        .AddSingleton<OpenQuestions>()
        .AddSingleton<QuestionFigures>()
        .AddSingleton<WaitingAskers>()
        .AddSingleton<LateWord>()
        .AddSingleton<LatePass>()
        .AddSingleton<LateAnswers>()
        .AddSingleton<SteeredReplies>()
        .AddSingleton<WhyReport>()
        .AddSingleton<PersonErasure>()
        .AddSingleton<Forgetting>()
        .AddSingleton<DocumentErasure>()
        .AddSingleton<WorkspaceErasure>()
        .AddSingleton<RetentionSweep>()
        .AddSingleton<RetentionTurn>()
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
