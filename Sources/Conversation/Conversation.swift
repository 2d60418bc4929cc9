enum ConversationRoom {}
