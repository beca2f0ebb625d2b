using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Commands.Answers;
using ResearchBot.Core.Commands.Collections;
using ResearchBot.Core.Commands.Documents;
using ResearchBot.Core.Commands.Loads;
using ResearchBot.Core.Commands.Roles;
using ResearchBot.Core.Commands.Steering;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Documents.Changes;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Stored;

namespace ResearchBot.Core;

/// <summary>Registers what is the same on every platform.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds the core. The host supplies a <see cref="System.Data.Common.DbDataSource"/>, <see cref="ExplainStoreFault"/>,
    /// <see cref="ReadBytes"/>, <see cref="ProcessName"/>, a <see cref="SourceOpener"/> for each kind of source, <see cref="SegmentFiles"/>, <see cref="OpenEmbeddings"/>, <see cref="TimeProvider"/> and logging.
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
        .AddSingleton<QuestionEmbedder>()
        .AddSingleton<VectorFollower>()
        .AddSingleton<Retriever>()
        .AddSingleton<CitationVerifier>()
        .AddSingleton<AnswerLog>()
        .AddSingleton<NoticeOutbox>()
        .AddSingleton<ConversationStore>()
        .AddSingleton<RoleGrants>()
        .AddSingleton<CollectionRights>()
        .AddSingleton<ChosenSettings>()
        .AddSingleton<Blocks>()
        .AddSingleton<AuditLog>()
        .AddSingleton<Admission>()
        .AddSingleton<AnswerChoice>()
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
        .AddSingleton<Command, PauseCommand>()
        .AddSingleton<Command, ResumeCommand>()
        .AddSingleton<Command, BlockCommand>()
        .AddSingleton<Command, UnblockCommand>()
        .AddSingleton<Command, AuditCommand>()
        .AddSingleton<Command, RolesListCommand>()
        .AddSingleton<Command, RolesGrantCommand>()
        .AddSingleton<Command, RolesRevokeCommand>()
        .AddSingleton<Command, HelpCommand>()
        .AddSingleton<CommandCatalog>()
        .AddSingleton<CommandGrammar>()
        .AddSingleton<CommandDispatcher>();
}
