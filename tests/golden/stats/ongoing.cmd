leta stats --by pågick integration
