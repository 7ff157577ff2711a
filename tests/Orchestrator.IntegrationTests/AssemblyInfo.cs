// Each collection has its own lane of the shared Asterisk and its own database. More than four at once starve each other on two cores.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerClass, MaxParallelThreads = 4)]
